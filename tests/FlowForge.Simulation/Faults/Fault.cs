namespace FlowForge.Simulation.Faults;

/// <summary>What may go wrong at one moment.</summary>
internal enum Fault
{
    None,

    /// <summary>It is refused, and nothing has happened.</summary>
    Refused,

    /// <summary>It has happened, and the answer is a time-out.</summary>
    AnswerLost,

    /// <summary>It happens twice.</summary>
    Doubled,

    /// <summary>A part of it happens; then it is refused.</summary>
    Torn,

    /// <summary>The host dies before it happens.</summary>
    DiesBefore,

    /// <summary>It has happened, and the host dies before it hears of it.</summary>
    DiesAfter,

    /// <summary>The host stands still for a while: its process was stopped, or its machine slept.</summary>
    StandsStill,
}
