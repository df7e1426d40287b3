using FlowForge.Core.Ports;
using FlowForge.Nodes;
using FlowForge.Web.Client;
using FlowForge.Web.Editor;
using FlowForge.Web.Here;
using FlowForge.Web.Running;
using FlowForge.Web.Runs;
using FlowForge.Web.Settings;
using FlowForge.Web.Shell;
using FlowForge.Web.SignIn;
using FlowForge.Web.Storage;
using FlowForge.Web.Workflows;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services
    .AddSingleton(TimeProvider.System)
    .AddSingleton(services => new HostCatalogue(BuiltInKinds.Create(new NoEgress()), services.GetRequiredService<ApiClient>(), TimeProvider.System))
    .AddSingleton<ICatalogue>(services => services.GetRequiredService<HostCatalogue>())
    .AddSingleton<ServerAccess>()
    .AddSingleton<AccessApi>()
    .AddSingleton<HereEngine>()
    .AddSingleton<RunPlaces>()
    .AddSingleton<BrowserKeeping>()
    .AddSingleton(services => new ApiClient(new(new HereHandler(services.GetRequiredService<HereEngine>(), new SignedCalls(services.GetRequiredService<ServerAccess>(), new HttpClientHandler()))), new Uri(builder.HostEnvironment.BaseAddress)))
    .AddSingleton<ServerPresence>()
    .AddSingleton<WorkflowApi>()
    .AddSingleton<RunApi>()
    .AddSingleton<PreviewApi>()
    .AddSingleton<CredentialApi>()
    .AddSingleton<RunStarter>()
    .AddSingleton<RunForks>()
    .AddSingleton<PageModule>()
    .AddSingleton<PageTools>()
    .AddSingleton<BrowserStore>()
    .AddSingleton<LocalWorkflows>()
    .AddSingleton<WorkflowList>();
await builder.Build().RunAsync();
