package io.sluice.architecture.broken.utils;

/** Breaks: no utils. */
public final class Helper {
    private Helper() {}
}
