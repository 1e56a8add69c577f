using McpAspire.Client.Compatibility.Rules;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Compatibility;

/// <summary>What this client relies on: its contract.json, which is built into it.</summary>
internal static class OwnContract
{
    private const string Resource = "contract.json";

    public static Contract Value { get; } = Read();

    /// <summary>
    /// Compares the tools that a server offers with the contract. Those that it does not offer are passed over: which it shows may depend
    /// on the caller.
    /// </summary>
    /// <param name="source">The server's address, for what is wrong with its answer.</param>
    /// <param name="offered">Its tools.</param>
    /// <returns>What is breaking, and what is risky.</returns>
    /// <exception cref="ContractException">What the server says cannot be a contract.</exception>
    public static IReadOnlyList<Finding> Compare(string source, IEnumerable<Tool> offered)
    {
        var after = ServerContract.Of(source, Value.Server, [], offered);
        var before = Value with
        {
            ProtocolRevisions = [],
            Tools = Value.Tools.Where(tool => after.Tools.ContainsKey(tool.Key)).ToDictionary(StringComparer.Ordinal),
        };
        return [.. ContractComparer.Compare(before, after).Where(static finding => finding.Rule.Grade != Grade.Additive)];
    }

    private static Contract Read()
    {
        using var stream = typeof(OwnContract).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not built into the client.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return ContractFile.Parse(Resource, bytes.ToArray());
    }
}
