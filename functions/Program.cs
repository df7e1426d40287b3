using FlowForge.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
try
{
    var settings = AppSettings.Read(builder.Configuration);
    var stores = await AppStores.OpenAsync(settings, TimeProvider.System).ConfigureAwait(false);
    builder.Services.AddSingleton(provider =>
        AppHost.Over(settings, stores, provider.GetRequiredService<ILoggerFactory>().CreateLogger("FlowForge")));
}
catch (SettingException wrong)
{
    // One sentence says what to set; a stack would hide it.
    await Console.Error.WriteLineAsync(wrong.Message).ConfigureAwait(false);
    return 1;
}

await builder.Build().RunAsync().ConfigureAwait(false);
return 0;
