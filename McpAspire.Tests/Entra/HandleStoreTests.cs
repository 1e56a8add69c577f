using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Unit")]
public sealed class HandleStoreTests
{
    [Fact]
    public void Drops_the_oldest_item_when_full()
    {
        var store = new HandleStore<string>(capacity: 2);
        string[] handles = [store.Add("first"), store.Add("second"), store.Add("third")];

        Assert.Equal([null, "second", "third"], handles.Select(store.Find));
        Assert.Equal(3, handles.Distinct().Count());
    }
}
