package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.image.PagemapCounts;
import io.sluice.image.PagesKey;
import io.sluice.image.describe.ChainDescription;
import io.sluice.image.describe.MappingDescription;
import io.sluice.image.describe.PagesDescription;
import io.sluice.image.describe.SetDescription;
import io.sluice.image.describe.TaskDescription;
import io.sluice.image.manifest.Manifest;

/** What a chain holds, for programs. The names are documented in the user guide; addresses are hexadecimal texts. */
final class ShowJson {
    private ShowJson() {}

    static JsonObject of(ChainDescription chain) {
        JsonObject json = new JsonObject();
        json.addProperty("bytes", chain.bytes());
        JsonArray sets = new JsonArray();
        chain.sets().forEach(set -> sets.add(set(set)));
        json.add("sets", sets);
        return json;
    }

    private static JsonObject set(SetDescription set) {
        JsonObject json = new JsonObject();
        json.addProperty("set", set.name());
        set.parent().ifPresent(parent -> json.addProperty("parent", parent));
        set.manifest().ifPresent(manifest -> origin(json, manifest));
        json.addProperty("page_size", set.pageSize());
        json.addProperty("bytes", set.bytes());
        json.addProperty("bytes_given_away", set.given());
        json.add("pages", counts(set.counts()));
        JsonArray tasks = new JsonArray();
        set.tasks().forEach(task -> tasks.add(task(task)));
        json.add("tasks", tasks);
        JsonArray pagemaps = new JsonArray();
        set.pages().forEach(pages -> pagemaps.add(pages(pages)));
        json.add("pagemaps", pagemaps);
        return json;
    }

    private static void origin(JsonObject json, Manifest manifest) {
        json.addProperty("identity", manifest.set());
        json.addProperty("created", manifest.created());
        json.addProperty("sluice", manifest.sluice());
        json.addProperty("drain", manifest.components().drain().name());
        json.addProperty("tracker", manifest.components().tracker().name());
        json.addProperty("sink", manifest.components().sink().name());
        json.addProperty("frozen_microseconds", manifest.times().frozen());
        json.add("whole_because", JsonTexts.of(manifest.whole()));
    }

    private static JsonObject task(TaskDescription task) {
        JsonObject json = new JsonObject();
        json.addProperty("pid", task.pid());
        json.addProperty("name", task.name());
        task.parentPid().ifPresent(parent -> json.addProperty("parent_pid", parent));
        task.threads().ifPresent(threads -> json.addProperty("threads", threads));
        task.state().ifPresent(state -> json.addProperty("state", state));
        JsonArray descriptors = new JsonArray();
        task.descriptors().forEach(descriptor -> {
            JsonObject one = new JsonObject();
            one.addProperty("number", descriptor.number());
            one.addProperty("what", descriptor.what());
            descriptors.add(one);
        });
        json.add("descriptors", descriptors);
        return json;
    }

    private static JsonObject pages(PagesDescription pages) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", pages.key() instanceof PagesKey.Shared ? "segment" : "task");
        json.addProperty("id", Long.toUnsignedString(pages.key().number()));
        json.add("pages", counts(pages.counts()));
        JsonArray mappings = new JsonArray();
        pages.mappings().forEach(mapping -> mappings.add(mapping(mapping)));
        json.add("mappings", mappings);
        json.addProperty("more_mappings", pages.more());
        return json;
    }

    private static JsonObject mapping(MappingDescription mapping) {
        JsonObject json = new JsonObject();
        json.addProperty("start", Long.toHexString(mapping.range().start()));
        json.addProperty("end", Long.toHexString(mapping.range().end()));
        mapping.protection().ifPresent(protection -> json.addProperty("protection", protection));
        mapping.what().ifPresent(what -> json.addProperty("what", what));
        json.add("pages", counts(mapping.counts()));
        return json;
    }

    private static JsonObject counts(PagemapCounts counts) {
        JsonObject json = new JsonObject();
        json.addProperty("present", counts.present());
        json.addProperty("parent", counts.parent());
        return json;
    }
}
