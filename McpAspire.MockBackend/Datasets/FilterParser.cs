using System.Text.Json;
using McpAspire.MockBackend.Problems;

namespace McpAspire.MockBackend.Datasets;

/// <summary>Reads the filters of a query and checks them against the columns of the dataset.</summary>
internal sealed class FilterParser(DatasetDefinition dataset)
{
    private const int MaxFields = 20;
    private const int MaxListItems = 100;
    private const int MaxNameLength = 128;

    private readonly List<Condition> _conditions = [];
    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>The conditions; complete only without errors.</summary>
    public IReadOnlyList<Condition> Conditions => _conditions;

    /// <summary>The violated rules by field, such as <c>filters.quantity.lt</c>.</summary>
    public IDictionary<string, string[]> Errors => _errors;

    /// <summary><see cref="RuleKeywords" /> of the violated rules, by field.</summary>
    public Dictionary<string, string> Rules { get; } = [];

    public void Parse(IReadOnlyDictionary<string, JsonElement>? filters)
    {
        if (filters?.Count > MaxFields)
        {
            Refuse("filters", RuleKeywords.Size, $"There may be at most {MaxFields} filters.");
            return;
        }

        foreach (var (name, filter) in filters ?? new Dictionary<string, JsonElement>())
        {
            // The name is the caller's text: a long one is not repeated, so that a response cannot be as large as a request.
            var field = name.Length <= MaxNameLength ? $"filters.{name}" : "filters";
            try
            {
                ParseField(field, name, filter);
            }
            catch (InvalidOperationException)
            {
                // A string with half a surrogate pair or invalid UTF-8: the JSON reader detects it only here.
                Refuse(field, RuleKeywords.Type, "The text must be valid Unicode.");
            }
        }
    }

    private void ParseField(string field, string name, JsonElement filter)
    {
        if (dataset.FindColumn(name) is not { } column)
        {
            Refuse(field, RuleKeywords.Column, $"The dataset {dataset.Name} has no such column; it has {dataset.ColumnList}.");
        }
        else if (filter.ValueKind == JsonValueKind.Object)
        {
            ParseOperators(field, column, filter);
        }
        else
        {
            ParseOne(field, column, "eq", filter);
        }
    }

    private void ParseOperators(string field, DatasetColumn column, JsonElement filter)
    {
        if (!filter.EnumerateObject().Any())
        {
            Refuse(field, RuleKeywords.Operator, "An operator is missing.");
        }

        foreach (var entry in filter.EnumerateObject())
        {
            if (!Operators.IsKnown(entry.Name))
            {
                Refuse(field, RuleKeywords.Operator, $"There is an unknown operator; the operators are {Operators.Known}.");
            }
            else if (!Operators.Fits(entry.Name, column.Type))
            {
                Refuse($"{field}.{entry.Name}", RuleKeywords.Operator, "The operator does not fit the type of the column.");
            }
            else if (entry.Name == Operators.In)
            {
                ParseList($"{field}.{entry.Name}", column, entry.Value);
            }
            else
            {
                ParseOne($"{field}.{entry.Name}", column, entry.Name, entry.Value);
            }
        }
    }

    private void ParseList(string field, DatasetColumn column, JsonElement list)
    {
        var isList = list.ValueKind == JsonValueKind.Array;
        if (!isList || list.GetArrayLength() is < 1 or > MaxListItems)
        {
            Refuse(field, isList ? RuleKeywords.Size : RuleKeywords.Type, $"The value must be a list of 1 to {MaxListItems} values.");
            return;
        }

        var values = list.EnumerateArray().Select(element => ColumnValues.Read(column.Type, element)).ToArray();
        if (Array.Exists(values, value => value is null))
        {
            Refuse(field, RuleKeywords.Type, $"Each value must be {ColumnValues.Describe(column.Type)}.");
            return;
        }

        _conditions.Add(new Condition(column, Operators.In, values!));
    }

    private void ParseOne(string field, DatasetColumn column, string name, JsonElement element)
    {
        if (ColumnValues.Read(column.Type, element) is { } value)
        {
            _conditions.Add(new Condition(column, name, [value]));
        }
        else
        {
            Refuse(field, RuleKeywords.Type, $"The value must be {ColumnValues.Describe(column.Type)}.");
        }
    }

    private void Refuse(string field, string keyword, string rule) => (_errors[field], Rules[field]) = ([rule], keyword);
}
