namespace FlowForge.Egress.Addresses;

/// <summary>Carries a refusal out of the connect callback, which can only throw; it never leaves this room.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"address not allowed: {host}");
