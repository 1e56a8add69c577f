namespace McpAspire.Client.Contracts.Rules;

/// <summary>Rules of input schemas: what callers send.</summary>
internal static class InputRules
{
    public static readonly Rule TypeNarrowed = new(
        "input.type.narrowed",
        Grade.Breaking,
        "A value of a type that was allowed is no longer allowed.",
        "Callers that send {property} with the type that is gone are refused.");

    public static readonly Rule TypeWidened = new(
        "input.type.widened",
        Grade.Additive,
        "A further type is allowed.",
        "Callers may send {property} with a further type; what they send today stays valid.");

    public static readonly KeywordRules Type = new(TypeNarrowed, TypeWidened, TypeNarrowed);

    public static readonly Rule RangeNarrowed = new(
        "input.range.narrowed",
        Grade.Breaking,
        "The range of a number is smaller (minimum, maximum, exclusiveMinimum, exclusiveMaximum).",
        "Callers that send {property} outside the new range are refused.");

    public static readonly Rule RangeWidened = new(
        "input.range.widened",
        Grade.Additive,
        "The range of a number is larger.",
        "Callers may send more values of {property}.");

    public static readonly KeywordRules Range = new(RangeNarrowed, RangeWidened, RangeNarrowed);

    public static readonly Rule StepNarrowed = new(
        "input.step.narrowed",
        Grade.Breaking,
        "multipleOf allows fewer numbers.",
        "Callers that send {property} with a number between the new steps are refused.");

    public static readonly Rule StepWidened = new(
        "input.step.widened",
        Grade.Additive,
        "multipleOf allows more numbers, or is gone.",
        "Callers may send more values of {property}.");

    public static readonly KeywordRules Step = new(StepNarrowed, StepWidened, StepNarrowed);

    public static readonly Rule LengthNarrowed = new(
        "input.length.narrowed",
        Grade.Breaking,
        "The length of a string has closer limits (minLength, maxLength).",
        "Callers that send {property} with a length outside the new limits are refused.");

    public static readonly Rule LengthWidened = new(
        "input.length.widened",
        Grade.Additive,
        "The length of a string has wider limits.",
        "Callers may send shorter or longer values of {property}.");

    public static readonly KeywordRules Length = new(LengthNarrowed, LengthWidened, LengthNarrowed);

    public static readonly Rule PatternAdded = new(
        "input.pattern.added",
        Grade.Breaking,
        "A string has to match a pattern.",
        "Callers that send {property} with a text that does not match are refused.");

    public static readonly Rule PatternRemoved = new(
        "input.pattern.removed",
        Grade.Additive,
        "A string no longer has to match a pattern.",
        "Callers may send any text as {property}.");

    public static readonly Rule PatternChanged = new(
        "input.pattern.changed",
        Grade.Breaking,
        "The pattern of a string is another; patterns are not compared further.",
        "Callers that send {property} with a text that only the old pattern matches are refused.");

    public static readonly KeywordRules Pattern = new(PatternAdded, PatternRemoved, PatternChanged);

    public static readonly Rule FormatAdded = new(
        "input.format.added",
        Grade.Breaking,
        "A string has to have a format that JSON Schema defines.",
        "Callers that send {property} in another format are refused where formats are checked.");

    public static readonly Rule FormatRemoved = new(
        "input.format.removed",
        Grade.Additive,
        "A string no longer has to have a format.",
        "Callers may send {property} in any format.");

    public static readonly Rule FormatChanged = new(
        "input.format.changed",
        Grade.Breaking,
        "The format of a string is another.",
        "Callers that send {property} in the old format are refused where formats are checked.");

    public static readonly KeywordRules Format = new(FormatAdded, FormatRemoved, FormatChanged);

    public static readonly Rule UnknownFormat = new(
        "input.format.unknown",
        Grade.Risky,
        "A format that JSON Schema does not define is added, changed or removed.",
        "What the server does with the format of {property} is not known; callers that send it otherwise may be refused.");

    public static readonly Rule CountNarrowed = new(
        "input.count.narrowed",
        Grade.Breaking,
        "The number of elements or properties has closer limits (minItems, maxItems, minProperties, maxProperties).",
        "Callers that send {property} with a number of elements outside the new limits are refused.");

    public static readonly Rule CountWidened = new(
        "input.count.widened",
        Grade.Additive,
        "The number of elements or properties has wider limits.",
        "Callers may send {property} with fewer or more elements.");

    public static readonly KeywordRules Count = new(CountNarrowed, CountWidened, CountNarrowed);

    public static readonly Rule UniqueRequired = new(
        "input.unique.required",
        Grade.Breaking,
        "The elements of an array have to be different (uniqueItems).",
        "Callers that send {property} with an element twice are refused.");

    public static readonly Rule UniqueDropped = new(
        "input.unique.dropped",
        Grade.Additive,
        "The elements of an array need no longer be different.",
        "Callers may send {property} with an element twice.");

    public static readonly KeywordRules Unique = new(UniqueRequired, UniqueDropped, UniqueRequired);

    public static readonly Rule AdditionalRefused = new(
        "input.additional.refused",
        Grade.Breaking,
        "Properties that the schema does not name are refused (additionalProperties).",
        "Callers that send a property that the schema of {property} does not name, so far ignored, are refused.");

    public static readonly Rule AdditionalAccepted = new(
        "input.additional.accepted",
        Grade.Additive,
        "Properties that the schema does not name are accepted.",
        "Callers may send further properties in {property}.");

    public static readonly KeywordRules Additional = new(AdditionalRefused, AdditionalAccepted, AdditionalRefused);

    public static readonly Rule OptionRemoved = new(
        "input.option.removed",
        Grade.Breaking,
        "One of the alternatives is gone (anyOf, oneOf).",
        "Callers that send {property} in the shape that is gone are refused.");

    public static readonly Rule OptionAdded = new(
        "input.option.added",
        Grade.Additive,
        "There is one more alternative.",
        "Callers may send {property} in a further shape.");

    public static readonly KeywordRules Option = new(OptionRemoved, OptionAdded, OptionRemoved);

    public static readonly Rule ConditionAdded = new(
        "input.condition.added",
        Grade.Breaking,
        "A further condition has to hold (allOf, or anyOf and oneOf beside other keywords).",
        "Callers that send {property} so that the new condition does not hold are refused.");

    public static readonly Rule ConditionRemoved = new(
        "input.condition.removed",
        Grade.Additive,
        "A condition need no longer hold.",
        "Callers may send more values of {property}.");

    public static readonly KeywordRules Condition = new(ConditionAdded, ConditionRemoved, ConditionAdded);

    public static readonly Rule SchemaRefused = new(
        "input.schema.refused",
        Grade.Breaking,
        "No value is allowed any more (the schema false).",
        "Callers that send {property} are refused.");

    public static readonly Rule SchemaAccepted = new(
        "input.schema.accepted",
        Grade.Additive,
        "A value is allowed where none was.",
        "Callers may send {property}.");

    public static readonly KeywordRules Schema = new(SchemaRefused, SchemaAccepted, SchemaRefused);

    public static readonly Rule ValuesRemoved = new(
        "input.value.removed",
        Grade.Breaking,
        "A value is no longer allowed (enum, const).",
        "Callers that send {property} with a value that is gone are refused.");

    public static readonly Rule ValuesAdded = new(
        "input.value.added",
        Grade.Additive,
        "A further value is allowed.",
        "Callers may send {property} with a further value.");

    public static readonly KeywordRules Values = new(ValuesRemoved, ValuesAdded, ValuesRemoved);

    public static readonly Rule ValuesFixed = new(
        "input.values.fixed",
        Grade.Breaking,
        "Only listed values are allowed, where any was (enum, const).",
        "Callers that send {property} with a value that is not listed are refused.");

    public static readonly Rule ValuesOpened = new(
        "input.values.opened",
        Grade.Additive,
        "Any value is allowed, where only listed ones were.",
        "Callers may send {property} with any value.");

    public static readonly Rule Required = new(
        "input.property.required",
        Grade.Breaking,
        "A property is required that was not, or did not exist.",
        "Callers that leave out {property} are refused.");

    public static readonly Rule Optional = new(
        "input.property.optional",
        Grade.Additive,
        "A property is no longer required.",
        "Callers may leave out {property}.");

    public static readonly Rule Removed = new(
        "input.property.removed",
        Grade.Breaking,
        "A property is gone, and the schema refuses properties that it does not name.",
        "Callers that send {property} are refused.");

    public static readonly Rule Ignored = new(
        "input.property.ignored",
        Grade.Risky,
        "A property is gone, and the schema accepts properties that it does not name.",
        "What callers send as {property} is no longer looked at, and nobody tells them.");

    public static readonly Rule Added = new(
        "input.property.added",
        Grade.Additive,
        "A new optional property.",
        "Callers may send {property}; calls without it stay valid.");

    public static readonly Rule Checked = new(
        "input.property.checked",
        Grade.Risky,
        "A new optional property, where the old schema accepted any value under its name.",
        "Callers that already send something else as {property}, so far ignored, may be refused.");

    public static readonly Rule Default = new(
        "input.default.changed",
        Grade.Risky,
        "A default is added, changed or removed.",
        "Callers that leave out {property} get another result.");

    public static readonly Rule Text = new(
        "input.text.changed",
        Grade.Risky,
        "A title, description, example or other note is another.",
        "A model that reads it may fill in {property} differently.");

    public static readonly Rule NotCompared = new(
        "input.not-compared",
        Grade.Risky,
        "Something has changed within a part that cannot be compared.",
        "It is not known whether callers that send {property} as before are refused; a person has to look.");

    public static readonly IReadOnlyList<Rule> All =
    [
        TypeNarrowed,
        TypeWidened,
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
        AdditionalRefused,
        AdditionalAccepted,
        OptionRemoved,
        OptionAdded,
        ConditionAdded,
        ConditionRemoved,
        SchemaRefused,
        SchemaAccepted,
        ValuesRemoved,
        ValuesAdded,
        ValuesFixed,
        ValuesOpened,
        Required,
        Optional,
        Removed,
        Ignored,
        Added,
        Checked,
        Default,
        Text,
        NotCompared,
    ];
}
