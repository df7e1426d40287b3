using System.Net;
using FlowForge.Egress.Addresses;

namespace FlowForge.Egress.Tests.Addresses;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Allows_PublicAddress_True(string address) =>
        Assert.True(new AddressPolicy([]).Allows("host.example", 443, IPAddress.Parse(address)));

    [Fact]
    public void Allows_AddressInsideAnother_IsJudgedAsItself()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var policy = new AddressPolicy([]);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = new byte[4];
            random.NextBytes(bytes);
            var address = new IPAddress(bytes);
            var nat64 = new IPAddress([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes]);

            var expected = policy.Allows("host.example", 80, address);

            Assert.True(expected == policy.Allows("host.example", 80, address.MapToIPv6()), $"mapped {address}, seed {seed}");
            Assert.True(expected == policy.Allows("host.example", 80, nat64), $"NAT64 {address}, seed {seed}");
            Assert.False(policy.Allows("host.example", 80, new IPAddress([0x20, 0x02, .. bytes, .. new byte[10]])), $"6to4 {address}, seed {seed}");
        }
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.20.30.40", 80, true)]
    [InlineData("10.0.0.0/8", "11.20.30.40", 80, true)] // public anyway
    [InlineData("10.0.0.0/8", "192.168.0.1", 80, false)]
    [InlineData("127.0.0.1", "127.0.0.1", 80, true)]
    [InlineData("127.0.0.1", "127.0.0.2", 80, false)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", 80, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8080, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8081, false)]
    [InlineData("::1", "::1", 80, true)]
    [InlineData("[::1]:81", "::1", 80, false)]
    [InlineData("[::1]:81", "::1", 81, true)]
    [InlineData("fd00::/8", "fd12::1", 80, true)]
    [InlineData("intranet.example", "10.0.0.1", 80, true)]
    [InlineData("INTRANET.example.", "10.0.0.1", 80, true)]
    [InlineData("intranet.example:81", "10.0.0.1", 80, false)]
    [InlineData("other.example", "10.0.0.1", 80, false)]
    [InlineData("example", "10.0.0.1", 80, false)]
    public void Allows_OperatorsRule_JudgesAddressHostAndPort(string allow, string address, int port, bool allowed)
    {
        var policy = new AddressPolicy(EgressOptions.Parse(allow).Value!.Allow);

        Assert.Equal(allowed, policy.Allows("intranet.example", port, IPAddress.Parse(address)));
    }
}
