namespace ModelContextProtocol.AspNetCore;

/// <summary>What the server remembers between two requests of one client.</summary>
public enum HttpServerSessionMode
{
    /// <summary>Nothing: any request can go to any replica.</summary>
    Stateless,

    /// <summary>A session for every client. Not supported by this stand-in.</summary>
    Stateful,

    /// <summary>A session for clients that send <c>initialize</c>. Not supported by this stand-in.</summary>
    StatefulForInitializeClients,
}
