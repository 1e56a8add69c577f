namespace McpAspire.MockBackend.Entra;

/// <summary>The requested scopes of one resource, and those of OpenID Connect beside them.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Names">The names of its scopes, without its URI.</param>
/// <param name="SignIn">The requested ones of <see cref="OfSignIn" />.</param>
internal sealed record DelegatedScopes(ResourceRegistration Resource, IReadOnlyList<string> Names, IReadOnlyList<string> SignIn)
{
    public const string OpenId = "openid";

    public const string Profile = "profile";

    public const string OfflineAccess = "offline_access";

    private const string Default = ".default";

    /// <summary>The scopes that belong to no resource.</summary>
    public static IReadOnlyList<string> OfSignIn { get; } = [OpenId, Profile, "email", OfflineAccess];

    /// <summary>Reads a <c>scope</c> parameter. Every scope needs consent.</summary>
    public static Outcome<DelegatedScopes> Read(string text, AppRegistration app)
    {
        var requested = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        var ofResources = requested.Except(OfSignIn).ToArray();
        if (ofResources.Length == 0)
        {
            return requested.Length == 0 ? EntraError.Missing("scope") : EntraError.InvalidScope(text, "It names no resource.");
        }

        var resources = new HashSet<ResourceRegistration>();
        foreach (var scope in ofResources)
        {
            var uri = ResourceOf(scope);
            if (uri.Length == 0)
            {
                return EntraError.NoSuchScope(app.ClientId, scope, EntraIds.MicrosoftGraph);
            }

            if (Registrations.FindResource(uri) is not { } found)
            {
                return EntraError.NoSuchResource(uri);
            }

            resources.Add(found);
        }

        if (resources.Count > 1)
        {
            return EntraError.SeveralResources(text);
        }

        var resource = resources.Single();
        var consented = app.Consents.GetValueOrDefault(resource.Uri, []);
        string[] names = [.. ofResources.Select(NameOf).Distinct()];
        if (names.Contains(Default))
        {
            return names.Length > 1 ? EntraError.InvalidScope(text, "'.default' cannot be combined with other scopes of a resource.")
                : consented.Length == 0 ? EntraError.NoConsent(app.ClientId)
                : new DelegatedScopes(resource, consented, [.. OfSignIn.Intersect(requested)]);
        }

        return names.Except(resource.Scopes).FirstOrDefault() is { } unknown ? EntraError.NoSuchScope(app.ClientId, unknown, resource.AppId)
            : names.Except(consented).Any() ? EntraError.NoConsent(app.ClientId)
            : new DelegatedScopes(resource, names, [.. OfSignIn.Intersect(requested)]);
    }

    public bool Has(string signIn) => SignIn.Contains(signIn);

    /// <summary>The full names of the scopes, as a token response lists them.</summary>
    public override string ToString() =>
        string.Join(' ', Names.Select(name => $"{Resource.Uri}/{name}").Concat(SignIn.Where(static scope => scope != OfflineAccess)));

    private static string ResourceOf(string scope) => scope[..Math.Max(0, scope.LastIndexOf('/'))];

    private static string NameOf(string scope) => scope[(scope.LastIndexOf('/') + 1)..];
}
