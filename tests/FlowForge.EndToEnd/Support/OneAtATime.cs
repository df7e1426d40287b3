// Tests here measure time and memory of a process; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace FlowForge.EndToEnd.Support;
