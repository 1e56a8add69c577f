using System.Reflection;

namespace McpAspire.Tests.Packages;

/// <summary>How the lists under polyfills/api write types and parameters.</summary>
internal static class ApiNames
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            var element = Of(type.GetElementType()!);
            return type.IsArray ? $"{element}[]" : type.IsByRef ? $"ref {element}" : $"{element}*";
        }

        var scope = type.IsNested ? $"{Of(type.DeclaringType!)}." : type.Namespace is { } name ? $"{name}." : "";
        var arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : "";
        return $"{scope}{type.Name.Split('`')[0]}{arguments}";
    }

    public static string Of(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Of));

    private static string Of(ParameterInfo parameter)
    {
        var value = !parameter.HasDefaultValue ? "" : parameter.RawDefaultValue switch
        {
            null => " = default",
            string text => $" = \"{text}\"",
            var other => $" = {other}",
        };
        return $"{(parameter.IsOut ? "out " : "")}{Of(parameter.ParameterType)} {parameter.Name}{value}";
    }
}
