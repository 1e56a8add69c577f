using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Unit")]
public sealed class HandleStoreTests
{
    [Fact]
    public void Keeps_the_newest_when_there_are_too_many()
    {
        var store = new HandleStore<string>(capacity: 2);
        string[] handles = [store.Add("first"), store.Add("second"), store.Add("third")];

        Assert.Equal([null, "second", "third"], handles.Select(store.Find));
        Assert.Equal(3, handles.Distinct().Count());
    }
}
