using McpAspire.MockBackend.Faults;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Unit")]
public sealed class FaultRuleTests
{
    [Theory]
    [InlineData("status=503", "Status")]
    [InlineData("delay=500", "Delay")]
    [InlineData("hang", "Hang")]
    [InlineData("redirect", "Redirect")]
    [InlineData("redirect=http://example.test/", "Redirect")]
    [InlineData("drop=before", "DropBefore")]
    [InlineData("drop=after;delay=10", "DropAfter")]
    [InlineData("drop=body", "DropBody")]
    [InlineData("body=truncated", "TruncatedBody")]
    [InlineData("body=garbage", "GarbageBody")]
    [InlineData("status=502;body=html", "HtmlBody")]
    [InlineData(" body = huge ; size = 100 ; ", "HugeBody")]
    [InlineData("body=slow;interval=1", "SlowBody")]
    public void Reads_a_rule(string text, string kind)
    {
        Assert.True(FaultParser.TryParse(text, out var rule, out _));
        Assert.Equal(kind, rule.Fault.Kind.ToString());
        Assert.Equal(1, rule.Count);
    }

    [Fact]
    public void Reads_all_parts_of_a_rule()
    {
        Assert.True(
            FaultParser.TryParse("status=503;retry-after=2;delay=20;method=post;path=/tickets*;count=3;per=path", out var rule, out _));

        Assert.Equal(
            new Fault(FaultKind.Status)
            {
                Status = 503,
                RetryAfter = "2",
                Delay = TimeSpan.FromMilliseconds(20),
                Size = 50 << 20,
                Interval = TimeSpan.FromMilliseconds(100),
            },
            rule.Fault);
        Assert.Equal(("post", "/tickets*", 3, true), (rule.Method, rule.Path, rule.Count, rule.CountsByPath));
    }

    [Theory]
    [InlineData("", "must specify a fault")]
    [InlineData(";;", "must specify a fault")]
    [InlineData("count=3;path=/users", "must specify a fault")]
    [InlineData("explode", "may have only these parts")]
    [InlineData("Status=503", "may have only these parts")]
    [InlineData("status", "status must be")]
    [InlineData("status=399", "status must be")]
    [InlineData("status=600", "status must be")]
    [InlineData("status=+503", "status must be")]
    [InlineData("status=302", "status must be")]
    [InlineData("redirect;status=503", "status must be")]
    [InlineData("redirect=ftp://example.test", "redirect must be")]
    [InlineData("redirect=/users", "redirect must be")]
    [InlineData("redirect=http://ex\u00e4mple.test/", "redirect must be")]
    [InlineData("status=503;status=503", "status is duplicated")]
    [InlineData("status=503;retry-after=soon", "retry-after must be")]
    [InlineData("status=503;retry-after=-1", "retry-after must be")]
    [InlineData("delay=5;retry-after=1", "retry-after needs status")]
    [InlineData("delay=600001", "delay must be")]
    [InlineData("hang=1", "hang has no value")]
    [InlineData("hang;status=503", "may have a status only")]
    [InlineData("drop=after;status=503", "may have a status only")]
    [InlineData("drop=later", "drop must be")]
    [InlineData("drop=after;hang", "may have only one of")]
    [InlineData("drop=body;body=huge", "may have only one of")]
    [InlineData("body=none", "body must be")]
    [InlineData("body=huge;size=13", "size must be")]
    [InlineData("body=huge;size=1073741825", "size must be")]
    [InlineData("body=html;size=100", "size needs body=huge")]
    [InlineData("body=html;interval=1", "interval needs body=slow")]
    [InlineData("hang;count=0", "count must be")]
    [InlineData("hang;count=10001", "count must be")]
    [InlineData("hang;per=path", "per needs count")]
    [InlineData("hang;count=1;per=day", "per must be")]
    [InlineData("hang;method=", "method must be")]
    [InlineData("hang;path=users", "path must begin")]
    [InlineData("hang;path=/*/x", "path must begin")]
    public void Rejects_an_invalid_rule_with_the_reason(string text, string expected)
    {
        Assert.False(FaultParser.TryParse(text, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hang", "GET", "/users", true)]
    [InlineData("hang", "GET", "/nothing", true)]
    [InlineData("hang", "GET", "/health", false)]
    [InlineData("hang", "GET", "/mcp/health/live", false)]
    [InlineData("hang;method=get", "GET", "/users", true)]
    [InlineData("hang;method=POST", "GET", "/users", false)]
    [InlineData("hang;path=/users", "GET", "/Users", true)]
    [InlineData("hang;path=/users", "GET", "/users/123", false)]
    [InlineData("hang;path=/users*", "GET", "/users/123", true)]
    [InlineData("hang;path=/users/*", "GET", "/users", false)]
    [InlineData("hang;path=/*", "GET", "/health/ready", false)]
    [InlineData("hang;path=/health/ready", "GET", "/health/ready", true)]
    [InlineData("hang;path=/health*", "GET", "/health/live", true)]
    [InlineData("hang;path=/health*", "GET", "/users", false)]
    public void Recognizes_its_requests(string text, string method, string path, bool expected)
    {
        Assert.True(FaultParser.TryParse(text, out var rule, out _));
        var request = new DefaultHttpContext { Request = { Method = method, Path = path } }.Request;

        Assert.Equal(expected, rule.Matches(request));
    }
}
