namespace FlowForge.Core;

/// <summary>Every bound of the product, each one constant with a sentence; <c>docs/limits.md</c> is made from this file.</summary>
public static partial class Limits
{
    /// <summary>Bytes of a workflow document.</summary>
    public const int DocumentBytes = 4 * 1024 * 1024;

    /// <summary>Nodes of a workflow.</summary>
    public const int Nodes = 10_000;

    /// <summary>Edges of a workflow.</summary>
    public const int Edges = 40_000;

    /// <summary>Nesting depth of a JSON or YAML document, and of an item.</summary>
    public const int Depth = 64;

    /// <summary>Bytes of the <c>meta</c> of a workflow or a node.</summary>
    public const int MetaBytes = 64 * 1024;

    /// <summary>Characters of a workflow or node id.</summary>
    public const int IdLength = 64;

    /// <summary>Characters of a name.</summary>
    public const int NameLength = 200;

    /// <summary>Problems that one validation lists; the rest are counted.</summary>
    public const int Problems = 1_000;

    /// <summary>Operations on a workflow that are applied at once.</summary>
    public const int Operations = 1_000;

    /// <summary>Edge visits of planning over all triggers of one workflow, so that validation stays under 200 ms.</summary>
    public const int PlanningVisits = 400_000;

    /// <summary>Bytes of one item.</summary>
    public const int ItemBytes = 4 * 1024 * 1024;

    /// <summary>Items of one page, stored or read.</summary>
    public const int PageItems = 500;

    /// <summary>Bytes at which a page of a large output is closed.</summary>
    public const int PageBytes = 256 * 1024;

    /// <summary>Bytes of an output that still stands in its record; a larger one is stored in pages.</summary>
    public const int InlineOutputBytes = 32 * 1024;

    /// <summary>Bytes of memory that a host uses for stored pages it may read again.</summary>
    public const int PageCacheBytes = 24 * 1024 * 1024;

    /// <summary>Items a port shows inline in a frame of the API.</summary>
    public const int FrameItems = 20;

    /// <summary>Bytes of items a port shows inline in a frame of the API.</summary>
    public const int FrameItemBytes = 64 * 1024;

    /// <summary>Bytes of one binary.</summary>
    public const int BinaryBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of one stored chunk of a binary.</summary>
    public const int BinaryChunkBytes = 64 * 1024;

    /// <summary>Bytes of chunks that are written together; a binary that is being written holds twice as much.</summary>
    public const int BinaryBatchBytes = 1024 * 1024;

    /// <summary>Characters of a file's name.</summary>
    public const int FileNameLength = 255;

    /// <summary>Bytes of a webhook body.</summary>
    public const int WebhookBytes = 1024 * 1024;

    /// <summary>Bytes of a webhook body that is a file, or a form with files.</summary>
    public const int UploadBytes = 64 * 1024 * 1024;

    /// <summary>Fields and files of one uploaded form.</summary>
    public const int UploadParts = 1_000;

    /// <summary>Bytes of an API request that carries items.</summary>
    public const int StartBytes = 64 * 1024 * 1024;

    /// <summary>Characters of a script's source.</summary>
    public const int ScriptSource = 64 * 1024;

    /// <summary>Seconds a script may run for one node run.</summary>
    public const int ScriptSeconds = 10;

    /// <summary>Bytes of memory a script may hold.</summary>
    public const int ScriptBytes = 128 * 1024 * 1024;

    /// <summary>Bytes of JSON a script may give for one node run.</summary>
    public const int ScriptOutputBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of JSON a script may be given: its input, and what preparation foresaw of other nodes.</summary>
    public const int ScriptInputBytes = 64 * 1024 * 1024;

    /// <summary>Bytes a script may fetch of other nodes' items.</summary>
    public const int ScriptFetchBytes = 16 * 1024 * 1024;

    /// <summary>Characters of console output kept on a frame.</summary>
    public const int ConsoleLength = 16 * 1024;

    /// <summary>Calls of sub-workflows inside one another.</summary>
    public const int ChildDepth = 8;

    /// <summary>Scopes (loops and repeats) inside one another.</summary>
    public const int ScopeDepth = 16;

    /// <summary>Iterations of one loop.</summary>
    public const int LoopIterations = 1_000_000;

    /// <summary>Iterations of one loop that are live at a time.</summary>
    public const int LoopConcurrency = 1_000;

    /// <summary>Node runs of one run.</summary>
    public const int NodeRuns = 2_000_000;

    /// <summary>Bytes of the decider's state.</summary>
    public const int DeciderBytes = 256 * 1024;

    /// <summary>Node runs of one segment and of one slice of a hand-out.</summary>
    public const int SegmentRecords = 500;

    /// <summary>Bytes of one segment.</summary>
    public const int SegmentBytes = 256 * 1024;

    /// <summary>Segments of a run after which its state is kept, so that a resume need not read them all.</summary>
    public const int SnapshotSegments = 64;

    /// <summary>Seconds of one slice of a hand-out.</summary>
    public const int SliceSeconds = 60;

    /// <summary>Bytes of output of one slice of a hand-out.</summary>
    public const int SliceBytes = 16 * 1024 * 1024;

    /// <summary>Seconds that a stopping host lets its running hand-outs end before it cancels them.</summary>
    public const int StopGraceSeconds = 5;

    /// <summary>Seconds of a retry delay that is slept inside a hand-out; a longer one is a timer.</summary>
    public const int InlineRetrySeconds = 5;

    /// <summary>Largest <c>timeoutSeconds</c> of a node or a run: 30 days.</summary>
    public const int TimeoutSeconds = 2_592_000;
    /// <summary>Attempts of one node.</summary>
    public const int Tries = 100;

    /// <summary>Re-hand-outs without progress after which a node fails with <c>node.crashedHost</c>.</summary>
    public const int Poison = 5;

    /// <summary>Hand-outs of one run at a time, per core.</summary>
    public const int RunWindowPerCore = 32;

    /// <summary>Hand-outs of all runs of a host at a time, per core.</summary>
    public const int HostWindowPerCore = 256;

    /// <summary>Bytes of an outgoing call's answer.</summary>
    public const int ResponseBytes = 64 * 1024 * 1024;

    /// <summary>Redirects of one outgoing call.</summary>
    public const int Redirects = 5;

    /// <summary>Seconds of an outgoing call unless the node says otherwise.</summary>
    public const int CallSeconds = 100;

    /// <summary>Most seconds a node may give an outgoing call.</summary>
    public const int CallSecondsMost = 3_600;

    /// <summary>Characters of an outgoing call's address.</summary>
    public const int UrlLength = 8 * 1024;

    /// <summary>Bytes of an outgoing call's headers, and of its answer's.</summary>
    public const int HeaderBytes = 64 * 1024;

    /// <summary>Bytes of an outgoing call's body.</summary>
    public const int RequestBytes = 64 * 1024 * 1024;

    /// <summary>Pages that pagination follows for one item.</summary>
    public const int HttpPages = 1_000;

    /// <summary>Pages that pagination follows for one item unless the node says otherwise.</summary>
    public const int HttpPagesDefault = 100;

    /// <summary>Calls that <c>retryOnStatus</c> of an <c>http</c> node may make in place of one.</summary>
    public const int HttpTries = 10;

    /// <summary>Most seconds between two such calls.</summary>
    public const int HttpRetrySeconds = 300;

    /// <summary>Calls that one <c>http</c> node has under way unless it says otherwise.</summary>
    public const int HttpConcurrency = 10;

    /// <summary>Most calls that one <c>http</c> node may have under way.</summary>
    public const int HttpConcurrencyMost = 100;

    /// <summary>Most milliseconds between two batches of one <c>http</c> node.</summary>
    public const int HttpBatchIntervalMs = 3_600_000;

    /// <summary>Largest <c>?wait</c> of a start and <c>respondTimeoutSeconds</c> of a webhook.</summary>
    public const int WaitSeconds = 200;

    /// <summary>Seconds a webhook's caller is kept waiting unless the trigger says otherwise.</summary>
    public const int RespondSeconds = 30;

    /// <summary>Rows of a list unless the caller says otherwise.</summary>
    public const int ListDefault = 50;

    /// <summary>Most rows of a list.</summary>
    public const int ListMost = 500;

    /// <summary>Bytes of what a workflow keeps between its runs, and of what each of its nodes keeps.</summary>
    public const int StateBytes = 1024 * 1024;

    /// <summary>Keys of what a workflow keeps between its runs, and of what each of its nodes keeps.</summary>
    public const int StateKeys = 20_000;

    /// <summary>Bytes of what one node run may change of what is kept between runs.</summary>
    public const int StateChangeBytes = 256 * 1024;

    /// <summary>Variables of a host.</summary>
    public const int Variables = 1_000;

    /// <summary>Bytes of one variable's value.</summary>
    public const int VariableBytes = 64 * 1024;

    /// <summary>Bytes of all variables of a host together.</summary>
    public const int VariablesBytes = 256 * 1024;

    /// <summary>Characters of a text to search runs for.</summary>
    public const int SearchText = 200;

    /// <summary>Runs that one page of a search for text looks at.</summary>
    public const int SearchRuns = 100_000;

    /// <summary>Seconds that one page of a search for text may take.</summary>
    public const int SearchSeconds = 2;

    /// <summary>Bytes of the items a run was started with that a search for text looks at.</summary>
    public const int SearchBytes = 16 * 1024;

    /// <summary>Days an ended run is kept unless its workflow or the host's settings say otherwise.</summary>
    public const int RetentionDays = 30;

    /// <summary>Minutes between two sweeps for runs that have been kept long enough.</summary>
    public const int RetentionMinutes = 60;

    /// <summary>Rows that one step of a sweep deletes, so that it never holds up the store's writer for long.</summary>
    public const int RetentionRows = 1_000;

    /// <summary>Bytes that one step of a sweep deletes, one row more at most.</summary>
    public const int RetentionBytes = 4 * 1024 * 1024;

    /// <summary>Days a start's key is kept at least.</summary>
    public const int StartKeyDays = 7;

    /// <summary>Runs that wait for a place under one key.</summary>
    public const int PlaceQueue = 10_000;

    /// <summary>Least seconds between two occurrences of a schedule with <c>every</c>.</summary>
    public const int ScheduleSeconds = 10;

    /// <summary>Most days between two occurrences of a schedule with <c>every</c>.</summary>
    public const int ScheduleDays = 366;

    /// <summary>Characters of a cron expression.</summary>
    public const int CronLength = 200;

    /// <summary>Seconds by which an occurrence may be late and still count as on time with <c>missed: skip</c>.</summary>
    public const int ScheduleLateSeconds = 60;

    /// <summary>Missed occurrences of one schedule that are made up for at a time with <c>missed: all</c>; of more the newest.</summary>
    public const int MissedRuns = 1_000;

    /// <summary>Occurrences that the API lists ahead for each schedule.</summary>
    public const int UpcomingRuns = 100;

    /// <summary>Input ports of one <c>merge</c>.</summary>
    public const int MergeInputs = 100;

    /// <summary>Items that one <c>merge</c> may combine, so that all pairs of two lists stay bounded.</summary>
    public const int MergeItems = 1_000_000;

    /// <summary>Rules of one <c>switch</c>.</summary>
    public const int SwitchRules = 100;

    /// <summary>Conditions of one list of conditions.</summary>
    public const int Conditions = 100;

    /// <summary>Characters of a pattern in a condition.</summary>
    public const int PatternLength = 1_000;

    /// <summary>Milliseconds that one match of a pattern in a condition may take.</summary>
    public const int PatternMilliseconds = 1_000;

    /// <summary>Fields that one parameter of a node may name.</summary>
    public const int FieldsNamed = 1_000;

    /// <summary>Bytes of items that sorting and comparing keep in memory; of more, pages are read again.</summary>
    public const int SortBytes = 96 * 1024 * 1024;

    /// <summary>Items that one <c>splitOut</c> may give.</summary>
    public const int SplitItems = 1_000_000;

    /// <summary>Groups of one <c>summarize</c>.</summary>
    public const int SummaryGroups = 100_000;

    /// <summary>Bytes of the values that one <c>summarize</c> gathers.</summary>
    public const int SummaryBytes = 64 * 1024 * 1024;

    /// <summary>Values that a <c>removeDuplicates</c> remembers from run to run unless the node says otherwise.</summary>
    public const int SeenValues = 10_000;

    /// <summary>Most values that a <c>removeDuplicates</c> may remember.</summary>
    public const int SeenValuesMost = 18_000;

    /// <summary>Characters of a format of dates.</summary>
    public const int DateFormatLength = 200;

    /// <summary>Empty places that setting an index behind the end of an array may make.</summary>
    public const int ArrayGap = 1_000;

    /// <summary>Items that one file gives.</summary>
    public const int FileRows = 1_048_576;

    /// <summary>Columns of a table that is read from a file or written to one.</summary>
    public const int FileColumns = 16_384;

    /// <summary>Days a <c>wait</c> may last.</summary>
    public const int WaitDays = 366;

    /// <summary>Days for which a run that is paused at a failure waits for a person's answer; then it fails.</summary>
    public const int HealingDays = 7;

    /// <summary>Signals of one name that a run keeps until a wait takes them.</summary>
    public const int SignalsKept = 100;

    /// <summary>Messages of all kinds from outside that a run keeps until it has used them.</summary>
    public const int MailKept = 1_000;

    /// <summary>Characters of a signal's name.</summary>
    public const int SignalNameLength = 64;

    /// <summary>Bytes of a decision with all that is sent with it.</summary>
    public const int ApprovalBytes = 64 * 1024;

    /// <summary>Characters of what a <c>wait</c> tells the person who decides.</summary>
    public const int WaitMessageLength = 2_000;

    /// <summary>Characters of a message's id.</summary>
    public const int MessageIdLength = 200;

    /// <summary>Seconds of script time that the preview of an expression may take.</summary>
    public const int PreviewSeconds = 2;

    /// <summary>Bytes of a value that the preview of an expression shows whole.</summary>
    public const int PreviewBytes = 64 * 1024;

    /// <summary>Segments of a run that the preview of an expression reads.</summary>
    public const int PreviewSegments = 128;

    /// <summary>Items that the nodes of a run may have given in all for a test to be made of it, or compared with it.</summary>
    public const int TestItems = 2_000;

    /// <summary>Seconds that a workflow's test may take.</summary>
    public const int TestSeconds = 60;

    /// <summary>Test listeners of a host at a time.</summary>
    public const int TestListeners = 100;

    /// <summary>Seconds that a test listener waits for its call.</summary>
    public const int TestListenerSeconds = 120;

    /// <summary>Characters of a webhook's path.</summary>
    public const int HookPathLength = 200;

    /// <summary>Bytes of a credential's values together, as JSON.</summary>
    public const int CredentialBytes = 16 * 1024;

    /// <summary>Seconds by which the signed time of a webhook's call may differ from the host's.</summary>
    public const int SignatureSeconds = 300;

    /// <summary>Origins that one credential is bound to.</summary>
    public const int CredentialOrigins = 50;

    /// <summary>Shortest value of a credential that is masked in answers; shorter ones would mask ordinary words.</summary>
    public const int MaskedLength = 8;

    /// <summary>Versions of custom kinds that a host keeps, of all kinds together.</summary>
    public const int CustomKindVersions = 1_000;

    /// <summary>Bytes of a custom kind's definition.</summary>
    public const int CustomKindBytes = 256 * 1024;

    /// <summary>Tests of a custom kind.</summary>
    public const int CustomKindTests = 50;

    /// <summary>Output ports of a custom kind.</summary>
    public const int CustomKindPorts = 10;

    /// <summary>Characters of an entry's sentence in the audit log.</summary>
    public const int AuditDetailLength = 500;
}
