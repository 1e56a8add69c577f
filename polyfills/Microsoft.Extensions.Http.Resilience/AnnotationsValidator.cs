using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Http.Resilience.Internal;

/// <summary>The rules that the annotations of the options state, generated.</summary>
[OptionsValidator]
internal sealed partial class AnnotationsValidator : IValidateOptions<HttpStandardResilienceOptions>;
