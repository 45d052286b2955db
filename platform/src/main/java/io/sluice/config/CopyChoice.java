package io.sluice.config;

import java.util.List;
import java.util.Objects;

/**
 * Where new sets go, too.
 *
 * @param sinks a stack, as {@link Configuration#sinks}
 * @param to below what the sets are there
 * @param required whether a failure there fails the dump; else the copy is dropped
 */
public record CopyChoice(List<ComponentChoice> sinks, String to, boolean required) {
    public CopyChoice {
        sinks = List.copyOf(sinks);
        Objects.requireNonNull(to);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("a copy needs a sink");
        }
    }
}
