using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Packages.Jwt;

public sealed class JwtBearerEventsTests : IDisposable
{
    private readonly TokenIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Can_supply_the_token_judge_it_and_answer()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer, options => options.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                context.Token = context.Request.Headers["X-Token"];
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                context.Fail("Not today");
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                context.HandleResponse();
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                context.Response.Headers["X-Error"] = context.AuthenticateFailure?.Message;
                return Task.CompletedTask;
            },
        });
        using var response = await api.GetAsync(_issuer.Token());
        Assert.Equal((HttpStatusCode)StatusCodes.Status418ImATeapot, response.StatusCode);
        Assert.Equal("Not today", Assert.Single(response.Headers.GetValues("X-Error")));
    }

    [Fact]
    public async Task Are_told_of_failures_and_refusals()
    {
        List<string> told = [];
        await using var api = await ProtectedApi.StartAsync(_issuer, options => options.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = context => Tell(told, context.Exception is not null ? "failed" : "nothing"),
            OnForbidden = _ => Tell(told, "forbidden"),
        });
        using var unknown = await api.GetAsync(_issuer.Token(payload => payload["aud"] = "api://other"));
        using var forbidden = await api.GetAsync(_issuer.Token(), "/nobody");
        Assert.Equal(["failed", "forbidden"], told);
    }

    private static Task Tell(List<string> told, string what)
    {
        told.Add(what);
        return Task.CompletedTask;
    }
}
