package io.sluice.cli;

import com.google.gson.JsonObject;
import io.sluice.memory.Pages;
import io.sluice.watch.Forecast;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRound;
import java.time.Duration;
import java.util.Locale;

/** What a watch finds, for programs. The names are documented in the user guide; times are in microseconds. */
final class WatchJson {
    private WatchJson() {}

    static JsonObject of(WatchRound round) {
        JsonObject json = new JsonObject();
        json.addProperty("round", round.number());
        json.addProperty("pages_written", round.report().counts().written());
        json.addProperty("bytes_written", round.report().counts().written() * Pages.SIZE);
        round.since().ifPresent(time -> json.addProperty("since_microseconds", microseconds(time)));
        json.addProperty("stop_microseconds", microseconds(round.report().frozen()));
        round.forecast().ifPresent(forecast -> json.add("forecast", forecast(forecast)));
        json.add("report", PreDumpJson.of(round.report()).get());
        return json;
    }

    private static JsonObject forecast(Forecast forecast) {
        JsonObject json = new JsonObject();
        json.addProperty("stop_microseconds", microseconds(forecast.stop()));
        forecast.limit().ifPresent(limit -> json.addProperty("limit_microseconds", microseconds(limit)));
        json.addProperty("dirtied_pages_per_second", Math.round(forecast.dirtied() / Pages.SIZE));
        json.addProperty("drained_pages_per_second", Math.round(forecast.drained() / Pages.SIZE));
        return json;
    }

    static JsonObject of(WatchOutcome outcome) {
        JsonObject json = new JsonObject();
        json.addProperty(
                "outcome", outcome.end().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.addProperty("set", outcome.last().report().set());
        json.addProperty("rounds", outcome.last().number());
        if (outcome.end() == WatchOutcome.End.NOT_CONVERGING) {
            Duration wanted = outcome.request().untilStop().orElseThrow();
            double affordable = outcome.last().forecast().orElseThrow().affordable(wanted);
            json.addProperty("wanted_microseconds", microseconds(wanted));
            json.addProperty("affordable_pages_per_second", Math.round(affordable / Pages.SIZE));
        }
        return json;
    }

    private static long microseconds(Duration time) {
        return time.toNanos() / 1000;
    }
}
