using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Store;

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;
