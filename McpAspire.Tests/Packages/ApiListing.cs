using System.Reflection;
using System.Runtime.CompilerServices;

namespace McpAspire.Tests.Packages;

/// <summary>The public and protected members of an assembly, one a line, in the format of the lists under polyfills/api.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsVisible && !type.Name.StartsWith('<')).SelectMany(Describe).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The lines of methods that override one of another type: a caller has them in the real package too, inherited.</summary>
    public static IEnumerable<string> OverridesOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsVisible
        from method in type.GetMethods(Declared)
        where IsVisible(method) && method.GetBaseDefinition().DeclaringType != type
        select Describe(ApiNames.Of(type), method);

    private static IEnumerable<string> Describe(Type type)
    {
        var name = ApiNames.Of(type);
        if (type.BaseType == typeof(MulticastDelegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{name} : delegate {ApiNames.Of(invoke.ReturnType)} ({ApiNames.Of(invoke.GetParameters())})"];
        }

        string[] bases = [.. BasesOf(type).Select(ApiNames.Of)];
        return type.GetMembers(Declared).Select(member => Describe(name, member)).OfType<string>()
            .Prepend($"{name} : {KindOf(type)}{(bases.Length > 0 ? $" : {string.Join(", ", bases)}" : "")}");
    }

    private static IEnumerable<Type> BasesOf(Type type)
    {
        var inherited = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? [parent] : Type.EmptyTypes;
        return inherited.Concat(type.GetInterfaces().Where(one => one.IsVisible));
    }

    private static string KindOf(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string? Describe(string type, MemberInfo member) => member switch
    {
        FieldInfo field when (field.IsPublic || field.IsFamily) && !field.IsSpecialName =>
            $"{type}.{field.Name} : {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{ApiNames.Of(field.FieldType)}",
        ConstructorInfo constructor when IsVisible(constructor) => $"{type}.ctor({ApiNames.Of(constructor.GetParameters())})",
        PropertyInfo property when IsVisible(property.GetMethod) || IsVisible(property.SetMethod) =>
            $"{type}.{property.Name} : {((property.GetMethod ?? property.SetMethod)!.IsStatic ? "static " : "")}{ApiNames.Of(property.PropertyType)} "
            + $"{{ {(IsVisible(property.GetMethod) ? "get; " : "")}{(IsVisible(property.SetMethod) ? "set; " : "")}}}",
        EventInfo @event when IsVisible(@event.AddMethod) => $"{type}.{@event.Name} : event {ApiNames.Of(@event.EventHandlerType!)}",
        MethodInfo method when IsVisible(method) && !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal) => Describe(type, method),
        _ => null,
    };

    private static string Describe(string type, MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var arguments = generic.Length > 0 ? $"<{string.Join(", ", generic.Select(one => one.Name))}>" : "";
        var constraints = generic.Select(one => (one.Name, Types: one.GetGenericParameterConstraints())).Where(one => one.Types.Length > 0)
            .Select(one => $" where {one.Name} : {string.Join(", ", one.Types.Select(ApiNames.Of))}");
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{type}.{method.Name}{arguments}({extension}{ApiNames.Of(method.GetParameters())}) : "
            + $"{(method.IsStatic ? "static " : "")}{ApiNames.Of(method.ReturnType)}{string.Concat(constraints)}";
    }

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}
