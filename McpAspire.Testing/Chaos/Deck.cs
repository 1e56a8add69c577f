namespace McpAspire.Testing.Chaos;

/// <summary>Deals all of its cards, in an order of chance, before any of them comes again.</summary>
internal sealed class Deck<T>(Dice dice, T[] cards)
{
    private int _left;

    public int Count => cards.Length;

    public T Deal()
    {
        if (_left == 0)
        {
            dice.Shuffle(cards);
            _left = cards.Length;
        }

        return cards[--_left];
    }
}
