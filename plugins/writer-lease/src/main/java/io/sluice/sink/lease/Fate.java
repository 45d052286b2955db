package io.sluice.sink.lease;

/** What can be told of a holder from here. */
public enum Fate {
    /** His process runs. */
    LIVING,
    /** His process has ended. */
    DEAD,
    /** He is, or was, on another machine or in another container: only his lease tells. */
    ELSEWHERE
}
