using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>Reads a tool's arguments from flags, which the tool's schema defines, and from a JSON object.</summary>
internal static partial class ArgumentReader
{
    private const int MaxErrors = 5;

    /// <param name="tool">The tool.</param>
    /// <param name="words">The words of the command line after the tool's name.</param>
    /// <param name="input">A JSON object; flags take precedence over its members.</param>
    /// <exception cref="CommandException">
    /// A flag is unknown, or a value violates the schema; the message names the argument and the rule.
    /// </exception>
    public static IDictionary<string, JsonElement> Read(Tool tool, IReadOnlyList<string> words, JsonElement? input)
    {
        var given = input?.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value) ?? [];
        var arguments = ToolArgument.Of(tool);
        foreach (var (name, value) in ReadFlags(tool, arguments, words))
        {
            given[name] = value;
        }

        var whole = JsonSerializer.SerializeToElement(given, ArgumentJsonContext.Default.DictionaryStringJsonElement);
        var errors = SchemaCheck.Errors(whole, ArgumentSchema.Of(tool.InputSchema), string.Empty).Take(MaxErrors).ToList();
        return errors.Count == 0 ? given : throw Refuse(tool, string.Join("; ", errors.Select(error => WithFlag(error, arguments))));
    }

    private static IEnumerable<(string Name, JsonElement Value)> ReadFlags(
        Tool tool, IReadOnlyList<ToolArgument> arguments, IReadOnlyList<string> words)
    {
        var options = arguments.Where(static argument => argument.Flag is not null)
            .Select(static argument => (Argument: argument, Option: ToOption(argument))).ToList();
        var command = new Command("tool");
        options.ForEach(option => command.Add(option.Option));
        var result = command.Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (result.UnmatchedTokens is [var word, ..])
        {
            var flag = word.Split('=')[0];
            var meant = arguments.FirstOrDefault(
                argument => flag == $"--{argument.Name}" || flag == $"--{argument.Name.Replace('_', '-')}")?.Flag
                ?? Suggestion.For(flag, arguments.Select(static argument => argument.Flag).OfType<string>());
            throw Refuse(tool, $"there is no argument {flag}{(meant is null ? string.Empty : $" (did you mean {meant}?)")}");
        }

        if (result.Errors is [var error, ..])
        {
            throw Refuse(tool, error.Message.TrimEnd('.'));
        }

        foreach (var (argument, option) in options)
        {
            if (result.GetResult(option) is { Implicit: false } given)
            {
                yield return (argument.Name, ToJson(tool, argument, [.. given.Tokens.Select(static token => token.Value)]));
            }
        }
    }

    private static Option ToOption(ToolArgument argument)
    {
        string[] aliases = argument.Alias == argument.Flag ? [] : [argument.Alias!];
        return argument.IsArray
            ? new Option<string[]>(argument.Flag!, aliases) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false }
            : new Option<string>(argument.Flag!, aliases)
            {
                Arity = argument.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
            };
    }

    private static JsonElement ToJson(Tool tool, ToolArgument argument, string[] values)
    {
        // A single value that is a JSON array is the whole array; otherwise each value is an element.
        if (argument.IsArray && !(values is [var only] && only.StartsWith('[')))
        {
            var elements = values.Select(value => JsonNode.Parse(ToJson(tool, argument, argument.Schema.Items, value).GetRawText()));
            return JsonElement.Parse(new JsonArray([.. elements]).ToJsonString());
        }

        return values is [var single] ? ToJson(tool, argument, argument.Schema, single) : JsonElement.Parse("true");
    }

    private static JsonElement ToJson(Tool tool, ToolArgument argument, ArgumentSchema? schema, string value)
    {
        var types = schema is null || schema.Types == JsonTypes.All ? JsonTypes.None : schema.Types;
        if (types == JsonTypes.Text || (types.HasFlag(JsonTypes.Text) && value is not "null"))
        {
            return Text(value);
        }

        if ((types & JsonTypes.Number) != JsonTypes.None
            && Number().IsMatch(value)
            && double.IsFinite(double.Parse(value, CultureInfo.InvariantCulture)))
        {
            return JsonElement.Parse(value);
        }

        try
        {
            return JsonElement.Parse(value, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException) when ((types & (JsonTypes.Object | JsonTypes.Array)) != JsonTypes.None)
        {
            throw Refuse(tool, $"{argument.Name} ({argument.Flag}) must be JSON of type {SchemaWords.Type(schema!)}");
        }
        catch (JsonException)
        {
            // Not JSON, so text. The other rules check whether the schema allows text.
            return Text(value);
        }
    }

    private static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value, ArgumentJsonContext.Default.String);

    private static string WithFlag(string error, IReadOnlyList<ToolArgument> arguments)
    {
        var name = NameEnd().Split(error)[0];
        return arguments.FirstOrDefault(argument => argument.Name == name) is { Flag: { } flag }
            ? $"{name} ({flag}){error[name.Length..]}"
            : error;
    }

    private static CommandException Refuse(Tool tool, string problem) =>
        new($"{tool.Name}: {problem}. 'tools {tool.Name}' shows its arguments.");

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[ .\[]", RegexOptions.CultureInvariant)]
    private static partial Regex NameEnd();

    [JsonSerializable(typeof(Dictionary<string, JsonElement>))]
    [JsonSerializable(typeof(string))]
    private sealed partial class ArgumentJsonContext : JsonSerializerContext;
}
