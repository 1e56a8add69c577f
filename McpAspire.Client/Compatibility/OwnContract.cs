using McpAspire.Client.Compatibility.Rules;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Compatibility;

/// <summary>The contract of this client: the embedded contract.json.</summary>
internal static class OwnContract
{
    private const string Resource = "contract.json";

    public static Contract Value { get; } = Read();

    /// <summary>Compares a server's tools with the contract. Ignores missing tools, because the list may depend on the caller.</summary>
    /// <param name="source">The server's address, for error messages.</param>
    /// <param name="offered">Its tools.</param>
    /// <returns>The breaking and the risky differences.</returns>
    /// <exception cref="ContractException">The server's description is not a valid contract.</exception>
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
