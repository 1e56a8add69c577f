using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>All pods, including those of tests, meet the restricted Pod Security Standard and have a read-only root file system.</summary>
internal static class PodSecurityRules
{
    private static readonly string[] Volumes = [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("PS001", "No pod shares the node's network, processes or IPC.", static rendering =>
            from pod in rendering.Pods
            from field in (string[])["hostNetwork", "hostPID", "hostIPC"]
            where pod.Spec.Is(true, field)
            select $"{pod.Name} has {field}"),
        new("PS002", "No container is privileged or gains privileges.", static rendering =>
            from container in rendering.Containers
            let security = container.Container.Table("securityContext")
            where security.Is(true, "privileged") || !security.Is(false, "allowPrivilegeEscalation")
            select $"{container.Name} may gain privileges"),
        new("PS003", "Every container drops all capabilities and adds none.", static rendering =>
            from container in rendering.Containers
            where !container.Container.Texts("securityContext", "capabilities", "drop").Contains("ALL")
                || container.Container.Texts("securityContext", "capabilities", "add").Any()
            select $"{container.Name} has capabilities"),
        new("PS004", "Volumes are of types that the restricted profile allows; no path of the node is mounted.", static rendering =>
            from pod in rendering.Pods
            from volume in pod.Spec.Each("volumes")
            from type in volume.Where(static field => field.Key != "name")
            where !Volumes.Contains(type.Key)
            select $"{pod.Name} has a volume of type {type.Key}"),
        new("PS005", "Every container runs as user 1000, never as root.", static rendering =>
            from pod in rendering.Pods
            from container in pod.Spec.Each("initContainers").Concat(pod.Spec.Each("containers"))
            where !Effective(pod.Spec, container, "runAsNonRoot").Is(true) || Effective(pod.Spec, container, "runAsUser").Number() != 1000
            select $"{pod.Name}/{container.Text("name")} does not run as user 1000"),
        new("PS006", "Every container has the runtime's seccomp profile.", static rendering =>
            from pod in rendering.Pods
            from container in pod.Spec.Each("initContainers").Concat(pod.Spec.Each("containers"))
            where Effective(pod.Spec, container, "seccompProfile").Text("type") != "RuntimeDefault"
            select $"{pod.Name}/{container.Text("name")} has no seccomp profile"),
        new("PS007", "No container takes a port of the node, changes /proc, sysctls, SELinux or AppArmor.", static rendering =>
            from pod in rendering.Pods
            from container in pod.Spec.Each("initContainers").Concat(pod.Spec.Each("containers"))
            where container.Each("ports").Any(static port => port.ContainsKey("hostPort") || port.ContainsKey("hostIP"))
                || pod.Spec.At("securityContext", "sysctls") is not null
                || ((string[])["procMount", "seLinuxOptions", "appArmorProfile", "windowsOptions"])
                    .Any(field => Effective(pod.Spec, container, field) is not null)
            select $"{pod.Name}/{container.Text("name")} reaches beyond its own container"),
        new("PS008", "The root file system is read-only, and /tmp is a volume in memory or on the node with a size limit.",
            static rendering =>
            from pod in rendering.Pods
            from container in pod.Spec.Each("containers")
            let mount = container.Each("volumeMounts").FirstOrDefault(static mount => mount.Text("mountPath") == "/tmp")
            where !container.Is(true, "securityContext", "readOnlyRootFilesystem")
                || mount is null || mount.Is(true, "readOnly")
                || Quantity.Parse(
                    pod.Spec.Each("volumes").FirstOrDefault(volume => volume.Text("name") == mount.Text("name"))
                    .Text("emptyDir", "sizeLimit")) is not > 0
            select $"{pod.Name}/{container.Text("name")} can write elsewhere than to a limited /tmp, or not even there"),
        new("PS009", "No pod gets a token of the Kubernetes API, and no variables of the namespace's services.", static rendering =>
            from pod in rendering.Pods
            where !pod.Spec.Is(false, "automountServiceAccountToken") || !pod.Spec.Is(false, "enableServiceLinks")
            select $"{pod.Name} gets a token of the Kubernetes API or service variables"),
        new("PS010", "Every mounted volume exists, and every volume is mounted.", static rendering =>
            from pod in rendering.Pods
            let volumes = pod.Spec.Each("volumes").Select(static volume => volume.Text("name")).ToHashSet()
            let mounts = pod.Spec.Each("initContainers").Concat(pod.Spec.Each("containers"))
                .SelectMany(static container => container.Each("volumeMounts")).Select(static mount => mount.Text("name")).ToHashSet()
            where !volumes.SetEquals(mounts)
            select $"{pod.Name} has the volumes {string.Join(", ", volumes)} and mounts {string.Join(", ", mounts)}"),
    ];

    /// <summary>The container's own setting, else the pod's.</summary>
    private static JsonNode? Effective(JsonObject pod, JsonObject container, string field) =>
        container.At("securityContext", field) ?? pod.At("securityContext", field);
}
