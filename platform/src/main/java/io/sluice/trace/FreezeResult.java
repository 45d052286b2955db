package io.sluice.trace;

import java.time.Duration;

/**
 * What came of a stop. Everything runs again.
 *
 * @param value what the work answered
 * @param freezing from the first interrupt until every thread stood still
 * @param frozen from the first interrupt until the last thread was let go
 */
public record FreezeResult<T>(T value, Duration freezing, Duration frozen) {}
