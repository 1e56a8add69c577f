namespace McpAspire.Client.Contracts.Rules;

/// <summary>Rules of output schemas: what callers read.</summary>
internal static class OutputRules
{
    public static readonly Rule TypeNarrowed = new(
        "output.type.narrowed",
        Grade.Additive,
        "A type is no longer sent.",
        "Readers of {property} get fewer types than they are ready for.");

    public static readonly Rule TypeWidened = new(
        "output.type.widened",
        Grade.Breaking,
        "A value of a further type may be sent.",
        "Readers of {property} that are not ready for the further type, such as null, fail.");

    public static readonly Rule TypeChanged = new(
        "output.type.changed",
        Grade.Breaking,
        "Other types may be sent.",
        "Readers of {property} get a type that they are not ready for, and fail.");

    public static readonly KeywordRules Type = new(TypeNarrowed, TypeWidened, TypeChanged);

    public static readonly Rule RangeNarrowed = new(
        "output.range.narrowed",
        Grade.Additive,
        "The range of a number is smaller.",
        "Readers of {property} get no number that could not come before.");

    public static readonly Rule RangeWidened = new(
        "output.range.widened",
        Grade.Risky,
        "The range of a number is larger, or without a limit.",
        "Readers of {property} may get numbers outside the range that they were promised.");

    public static readonly KeywordRules Range = new(RangeNarrowed, RangeWidened, RangeWidened);

    public static readonly Rule StepNarrowed = new(
        "output.step.narrowed",
        Grade.Additive,
        "multipleOf allows fewer numbers.",
        "Readers of {property} get no number that could not come before.");

    public static readonly Rule StepWidened = new(
        "output.step.widened",
        Grade.Risky,
        "multipleOf allows more numbers, or is gone.",
        "Readers of {property} may get numbers between the steps that they were promised.");

    public static readonly KeywordRules Step = new(StepNarrowed, StepWidened, StepWidened);

    public static readonly Rule LengthNarrowed = new(
        "output.length.narrowed",
        Grade.Additive,
        "The length of a string has closer limits.",
        "Readers of {property} get no text that could not come before.");

    public static readonly Rule LengthWidened = new(
        "output.length.widened",
        Grade.Risky,
        "The length of a string has wider limits, or none.",
        "Readers of {property} may get texts shorter or longer than they were promised, and cut them or fail to store them.");

    public static readonly KeywordRules Length = new(LengthNarrowed, LengthWidened, LengthWidened);

    public static readonly Rule PatternAdded = new(
        "output.pattern.added",
        Grade.Additive,
        "A string matches a pattern.",
        "Readers of {property} get no text that could not come before.");

    public static readonly Rule PatternRemoved = new(
        "output.pattern.removed",
        Grade.Risky,
        "A string is no longer promised to match a pattern.",
        "Readers that take {property} apart by the old pattern may fail.");

    public static readonly Rule PatternChanged = new(
        "output.pattern.changed",
        Grade.Risky,
        "The pattern of a string is another; patterns are not compared further.",
        "Readers that take {property} apart by the old pattern may fail.");

    public static readonly KeywordRules Pattern = new(PatternAdded, PatternRemoved, PatternChanged);

    public static readonly Rule FormatAdded = new(
        "output.format.added",
        Grade.Additive,
        "A string has a format that JSON Schema defines.",
        "Readers of {property} get no text that could not come before.");

    public static readonly Rule FormatRemoved = new(
        "output.format.removed",
        Grade.Risky,
        "A string is no longer promised to have a format.",
        "Readers that parse {property} by its old format may fail.");

    public static readonly Rule FormatChanged = new(
        "output.format.changed",
        Grade.Breaking,
        "The format of a string is another.",
        "Readers that parse {property} by its old format fail.");

    public static readonly KeywordRules Format = new(FormatAdded, FormatRemoved, FormatChanged);

    public static readonly Rule UnknownFormat = new(
        "output.format.unknown",
        Grade.Risky,
        "A format that JSON Schema does not define is added, changed or removed.",
        "Readers that parse {property} by its old format may fail.");

    public static readonly Rule CountNarrowed = new(
        "output.count.narrowed",
        Grade.Additive,
        "The number of elements or properties has closer limits.",
        "Readers of {property} get no number of elements that could not come before.");

    public static readonly Rule CountWidened = new(
        "output.count.widened",
        Grade.Risky,
        "The number of elements or properties has wider limits, or none.",
        "Readers of {property} may get fewer or more elements than they were promised.");

    public static readonly KeywordRules Count = new(CountNarrowed, CountWidened, CountWidened);

    public static readonly Rule UniqueRequired = new(
        "output.unique.required",
        Grade.Additive,
        "The elements of an array are different.",
        "Readers of {property} get no element twice.");

    public static readonly Rule UniqueDropped = new(
        "output.unique.dropped",
        Grade.Risky,
        "The elements of an array are no longer promised to be different.",
        "Readers of {property} may get an element twice.");

    public static readonly KeywordRules Unique = new(UniqueRequired, UniqueDropped, UniqueDropped);

    public static readonly Rule AdditionalClosed = new(
        "output.additional.closed",
        Grade.Additive,
        "Properties that the schema does not name are no longer sent.",
        "Readers of {property} get only what is named.");

    public static readonly Rule AdditionalOpened = new(
        "output.additional.opened",
        Grade.Risky,
        "Properties that the schema does not name may be sent.",
        "Readers that refuse what the schema of {property} does not name may fail.");

    public static readonly KeywordRules Additional = new(AdditionalClosed, AdditionalOpened, AdditionalOpened);

    public static readonly Rule OptionRemoved = new(
        "output.option.removed",
        Grade.Additive,
        "One of the alternatives is no longer sent.",
        "Readers of {property} get fewer shapes than they are ready for.");

    public static readonly Rule OptionAdded = new(
        "output.option.added",
        Grade.Breaking,
        "There is one more alternative.",
        "Readers of {property} that are not ready for the further shape fail.");

    public static readonly KeywordRules Option = new(OptionRemoved, OptionAdded, OptionAdded);

    public static readonly Rule ConditionAdded = new(
        "output.condition.added",
        Grade.Additive,
        "A further condition holds.",
        "Readers of {property} get nothing that could not come before.");

    public static readonly Rule ConditionRemoved = new(
        "output.condition.removed",
        Grade.Risky,
        "A condition is no longer promised.",
        "Readers of {property} may get values that they were promised not to get.");

    public static readonly KeywordRules Condition = new(ConditionAdded, ConditionRemoved, ConditionRemoved);

    public static readonly Rule SchemaNever = new(
        "output.schema.never",
        Grade.Breaking,
        "The value is never sent any more (the schema false).",
        "Readers of {property} wait for it in vain.");

    public static readonly Rule SchemaAppeared = new(
        "output.schema.appeared",
        Grade.Breaking,
        "A value may be sent where none was allowed.",
        "Readers that check against the old schema refuse an answer with {property}.");

    public static readonly KeywordRules Schema = new(SchemaNever, SchemaAppeared, SchemaAppeared);

    public static readonly Rule ValuesRemoved = new(
        "output.value.removed",
        Grade.Risky,
        "A value is no longer sent (enum, const).",
        "Readers that wait for the value of {property} that is gone wait in vain.");

    public static readonly Rule ValuesAdded = new(
        "output.value.added",
        Grade.Risky,
        "A further value may be sent.",
        "Readers whose list of values of {property} is complete by the old contract meet one that they do not know.");

    public static readonly KeywordRules Values = new(ValuesRemoved, ValuesAdded, ValuesAdded);

    public static readonly Rule ValuesReplaced = new(
        "output.values.replaced",
        Grade.Breaking,
        "None of the listed values is left; others may be sent.",
        "Readers of {property} get only values that they do not know.");

    public static readonly Rule ValuesFixed = new(
        "output.values.fixed",
        Grade.Additive,
        "Only listed values are sent, where any could be.",
        "Readers of {property} get no value that could not come before.");

    public static readonly Rule ValuesOpened = new(
        "output.values.opened",
        Grade.Risky,
        "Any value may be sent, where only listed ones could be.",
        "Readers whose list of values of {property} is complete by the old contract meet ones that they do not know.");

    public static readonly Rule Dropped = new(
        "output.property.dropped",
        Grade.Breaking,
        "A property that was always there is gone.",
        "Readers of {property} fail: it was always there.");

    public static readonly Rule OptionalDropped = new(
        "output.property.optional-dropped",
        Grade.Breaking,
        "A property that could be there is gone.",
        "Readers of {property} never get it again, and take that for its ordinary absence.");

    public static readonly Rule NotPromised = new(
        "output.property.not-promised",
        Grade.Breaking,
        "A property that was always there may be absent.",
        "Readers of {property} fail when it is absent.");

    public static readonly Rule Promised = new(
        "output.property.promised",
        Grade.Additive,
        "A property that could be absent is always there.",
        "Readers can rely on {property}.");

    public static readonly Rule Added = new(
        "output.property.added",
        Grade.Additive,
        "A new property, where the old schema allowed properties that it does not name.",
        "Readers may read {property}; others pass it over.");

    public static readonly Rule Unexpected = new(
        "output.property.unexpected",
        Grade.Breaking,
        "A new property, where the old schema allowed none that it does not name.",
        "Readers that check against the old schema refuse an answer with {property}.");

    public static readonly Rule Default = new(
        "output.default.changed",
        Grade.Risky,
        "A default is added, changed or removed.",
        "Readers that take the default when {property} is absent take another value.");

    public static readonly Rule Text = new(
        "output.text.changed",
        Grade.Risky,
        "A title, description, example or other note is another.",
        "A model that reads it may understand {property} differently.");

    public static readonly Rule NotCompared = new(
        "output.not-compared",
        Grade.Risky,
        "Something has changed within a part that cannot be compared.",
        "It is not known whether readers can still read {property}; a person has to look.");

    public static readonly IReadOnlyList<Rule> All =
    [
        TypeNarrowed,
        TypeWidened,
        TypeChanged,
        RangeNarrowed,
        RangeWidened,
        StepNarrowed,
        StepWidened,
        LengthNarrowed,
        LengthWidened,
        PatternAdded,
        PatternRemoved,
        PatternChanged,
        FormatAdded,
        FormatRemoved,
        FormatChanged,
        UnknownFormat,
        CountNarrowed,
        CountWidened,
        UniqueRequired,
        UniqueDropped,
        AdditionalClosed,
        AdditionalOpened,
        OptionRemoved,
        OptionAdded,
        ConditionAdded,
        ConditionRemoved,
        SchemaNever,
        SchemaAppeared,
        ValuesRemoved,
        ValuesAdded,
        ValuesReplaced,
        ValuesFixed,
        ValuesOpened,
        Dropped,
        OptionalDropped,
        NotPromised,
        Promised,
        Added,
        Unexpected,
        Default,
        Text,
        NotCompared,
    ];
}
