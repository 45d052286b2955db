package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.image.verify.Problem;
import io.sluice.image.verify.SetReport;
import io.sluice.image.verify.VerifyReport;

/** What a check found, for programs. The names are documented in the user guide. */
final class VerifyJson {
    private VerifyJson() {}

    static JsonObject of(VerifyReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("sound", report.sound());
        json.addProperty("bytes", report.bytes());
        JsonArray sets = new JsonArray();
        report.sets().forEach(set -> sets.add(set(set)));
        json.add("sets", sets);
        JsonArray problems = new JsonArray();
        report.problems().forEach(problem -> problems.add(problem(problem)));
        json.add("problems", problems);
        json.addProperty("more_problems", report.more());
        json.add("warnings", JsonTexts.of(report.warnings()));
        return json;
    }

    private static JsonObject set(SetReport set) {
        JsonObject json = new JsonObject();
        json.addProperty("set", set.name());
        set.id().ifPresent(id -> json.addProperty("identity", id));
        json.addProperty("images", set.images());
        json.addProperty("bytes", set.bytes());
        return json;
    }

    private static JsonObject problem(Problem problem) {
        JsonObject json = new JsonObject();
        json.addProperty("set", problem.set());
        json.addProperty("image", problem.image());
        problem.offset().ifPresent(offset -> json.addProperty("offset", offset));
        json.addProperty("what", problem.what());
        return json;
    }
}
