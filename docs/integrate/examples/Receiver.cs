using System.Security.Cryptography; using System.Text; using System.Text.Json;
var key = Convert.FromBase64String(Environment.GetEnvironmentVariable("PASSERELLE_SECRET")!["whsec_".Length..]);
var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(); // Keep it in your database.
var app = WebApplication.CreateBuilder(args).Build();
app.MapPost("/{**path}", async (HttpRequest request) => {
    var body = await new StreamReader(request.Body, Encoding.UTF8).ReadToEndAsync();
    string Header(string name) => request.Headers[name].ToString();
    var signed = Encoding.UTF8.GetBytes($"{Header("webhook-id")}.{Header("webhook-timestamp")}.{body}");
    var mine = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
    var genuine = Header("webhook-signature").Split(' ').Any(one =>
        CryptographicOperations.FixedTimeEquals(mine, Encoding.ASCII.GetBytes(one)));
    var recent = long.TryParse(Header("webhook-timestamp"), out var at)
        && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at) <= 300;
    if (!genuine || !recent) return Results.StatusCode(401);
    var json = JsonDocument.Parse(body).RootElement; // one event, or a batch
    var events = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().ToArray() : [json];
    if (events[0].GetProperty("type").GetString() == "endpoint.challenge.v1") return Results.Json(events[0].GetProperty("data"));
    foreach (var e in events)
        if (seen.TryAdd(e.GetProperty("id").GetString()!, true)) Console.WriteLine($"{e.GetProperty("sequence")} {e.GetProperty("type")} {e.GetProperty("subject")}");
    return Results.NoContent();
});
app.Run($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "8081"}");
