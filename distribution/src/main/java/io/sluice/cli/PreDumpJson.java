package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.dump.PreDumpReport;
import io.sluice.image.copy.Holding;
import io.sluice.memory.PageCounts;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What a pre-dump did, for programs. The names are documented in the user guide; times are in microseconds. */
final class PreDumpJson {
    private PreDumpJson() {}

    static Supplier<JsonObject> of(PreDumpReport report) {
        return () -> json(report);
    }

    private static JsonObject json(PreDumpReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("set", report.set());
        json.addProperty("identity", report.identity());
        json.addProperty("drain", report.drain());
        json.addProperty("tracker", report.tracker());
        json.addProperty("sink", report.sink());
        json.add("stored", stored(report.stored()));
        json.add("microseconds", times(report));
        json.add("pages", pages(report.counts()));
        json.add("tasks", drained(report.tasks()));
        json.add("segments", drained(report.segments()));
        json.add("whole_because", JsonTexts.of(report.wholeBecause()));
        json.add("notes", JsonTexts.of(report.notes()));
        return json;
    }

    private static JsonArray stored(List<Holding> holdings) {
        JsonArray array = new JsonArray();
        for (Holding holding : holdings) {
            JsonObject json = new JsonObject();
            json.addProperty("sink", holding.sink());
            json.addProperty("set", holding.set());
            json.addProperty("committed", holding.missing().isEmpty());
            holding.missing().ifPresent(why -> json.addProperty("because", why));
            array.add(json);
        }
        return array;
    }

    private static JsonObject times(PreDumpReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("freezing", microseconds(report.freezing()));
        json.addProperty("frozen", microseconds(report.frozen()));
        json.addProperty("draining", microseconds(report.draining()));
        json.addProperty("files", microseconds(report.files()));
        json.addProperty("committing", microseconds(report.committing()));
        json.addProperty("total", microseconds(report.total()));
        return json;
    }

    private static JsonArray drained(List<PreDumpReport.Drained> all) {
        JsonArray array = new JsonArray();
        for (PreDumpReport.Drained one : all) {
            JsonObject json = new JsonObject();
            json.addProperty("name", one.name());
            json.addProperty("id", one.id());
            json.add("pages", pages(one.counts()));
            array.add(json);
        }
        return array;
    }

    private static JsonObject pages(PageCounts counts) {
        JsonObject json = new JsonObject();
        json.addProperty("scanned", counts.scanned());
        json.addProperty("written", counts.written());
        json.addProperty("parent", counts.parent());
        json.addProperty("empty", counts.empty());
        json.addProperty("vanished", counts.vanished());
        return json;
    }

    private static long microseconds(Duration time) {
        return time.toNanos() / 1000;
    }
}
