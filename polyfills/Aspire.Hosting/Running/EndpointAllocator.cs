using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint its public port, and holds it until its process starts.</summary>
internal sealed class EndpointAllocator(bool randomizePorts) : IDisposable
{
    private readonly Dictionary<IResource, List<TcpListener>> _held = [];

    /// <exception cref="DistributedApplicationException">A fixed port is in use.</exception>
    public void Allocate(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var listeners = endpoint.Port is { } port && !randomizePorts ? Fixed(resource, endpoint, port) : Free();
            _held.TryAdd(resource, []);
            _held[resource].AddRange(listeners);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, ((IPEndPoint)listeners[0].LocalEndpoint).Port);
        }
    }

    public void Release(IResource resource)
    {
        if (_held.Remove(resource, out var listeners))
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    public static bool IsFree(int port)
    {
        var listeners = TryListen(port);
        listeners?.ForEach(listener => listener.Dispose());
        return listeners is not null;
    }

    public void Dispose() => _held.Keys.ToList().ForEach(Release);

    private static List<TcpListener> Fixed(IResource resource, EndpointAnnotation endpoint, int port) => TryListen(port)
        ?? throw new DistributedApplicationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{resource.Name} cannot start: port {port} of its endpoint '{endpoint.Name}' ({endpoint.UriScheme}://{endpoint.TargetHost}:{port}) is in use by another process. End that process, then start again."));

    private static List<TcpListener> Free()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            if (TryListen(port) is { } listeners)
            {
                return listeners;
            }
        }
    }

    /// <summary>Listens on both loopback addresses, as Kestrel does for 'localhost'.</summary>
    private static List<TcpListener>? TryListen(int port)
    {
        var listeners = new List<TcpListener>();
        IPAddress[] addresses = Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
        foreach (var address in addresses)
        {
            var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
                listeners.Add(listener);
            }
            catch (SocketException exception)
            {
                listener.Dispose();
                if (exception.SocketErrorCode != SocketError.AddressNotAvailable)
                {
                    listeners.ForEach(held => held.Dispose());
                    return null;
                }
            }
        }

        return listeners.Count > 0 ? listeners : null;
    }
}
