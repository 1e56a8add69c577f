using System.Security.Cryptography;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>State that a client carries from one request to the next and cannot make up: a random part and its HMAC, under a key of this process.</summary>
internal static class SignedState
{
    private const int NonceBytes = 16;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static string Create()
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        return Convert.ToHexString([.. nonce, .. HMACSHA256.HashData(Key, nonce)]);
    }

    public static bool IsValid(string state)
    {
        Span<byte> bytes = stackalloc byte[NonceBytes + HMACSHA256.HashSizeInBytes];
        return state.Length == bytes.Length * 2
            && Convert.FromHexString(state, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(bytes[NonceBytes..], HMACSHA256.HashData(Key, bytes[..NonceBytes]));
    }
}
