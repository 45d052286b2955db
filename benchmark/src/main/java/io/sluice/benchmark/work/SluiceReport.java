package io.sluice.benchmark.work;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * What Sluice says with {@code --json} of a set that it made.
 *
 * @param pagesMebibytes the pages that it stored, as they were in memory
 * @param frozenSeconds how long the target stood still
 * @param drainedSeconds from the first page read to the end of the commit
 */
public record SluiceReport(double pagesMebibytes, double frozenSeconds, double drainedSeconds) {
    private static final int PAGE = 4096;
    private static final double MEBIBYTE = 1 << 20;

    /** Reads it from the standard output of the command. */
    public static SluiceReport of(String out) {
        JsonObject report = JsonParser.parseString(out).getAsJsonObject();
        JsonObject times = report.getAsJsonObject("microseconds");
        double drained =
                times.get("draining").getAsDouble() + times.get("committing").getAsDouble();
        long pages = report.getAsJsonObject("pages").get("written").getAsLong();
        return new SluiceReport(pages * PAGE / MEBIBYTE, times.get("frozen").getAsDouble() / 1e6, drained / 1e6);
    }
}
