package io.sluice.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Listing;
import io.sluice.image.chain.Prune;
import io.sluice.image.chain.Rebase;
import io.sluice.image.describe.SetDescription;
import io.sluice.image.manifest.Manifest;

/** Chains as a whole, for programs. The names are documented in the user guide. */
final class ChainJson {
    private ChainJson() {}

    static JsonObject of(Listing listing) {
        JsonObject json = VerifyJson.of(listing.check());
        JsonArray sets = new JsonArray();
        listing.sets().forEach(entry -> sets.add(set(entry)));
        json.add("sets", sets);
        return json;
    }

    private static JsonObject set(Listing.Entry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("set", entry.report().name());
        json.addProperty("sound", entry.sound());
        entry.report().id().ifPresent(id -> json.addProperty("identity", id));
        entry.description().ifPresent(set -> description(json, set));
        return json;
    }

    private static void description(JsonObject json, SetDescription set) {
        set.parent().ifPresent(parent -> json.addProperty("parent", parent));
        set.manifest().ifPresent(manifest -> {
            json.addProperty("created", manifest.created());
            manifest.signer().ifPresent(signer -> json.addProperty("signer", signer));
            json.addProperty("squashed", !manifest.replaces().isEmpty());
        });
        json.addProperty("pages_stored", set.counts().present());
        json.addProperty("pages_in_parent", set.counts().parent());
        json.addProperty("bytes", set.bytes());
        json.addProperty("bytes_given_away", set.given());
    }

    static JsonObject of(String into, Manifest made) {
        JsonObject json = new JsonObject();
        json.addProperty("set", into);
        json.addProperty("identity", made.set());
        json.addProperty("pages_stored", made.counts().written() + made.counts().sharedWritten());
        return json;
    }

    static JsonObject of(Prune.Report report) {
        JsonObject json = new JsonObject();
        report.base().ifPresent(base -> json.addProperty("base", base));
        json.add("removed", JsonTexts.of(report.removed()));
        return json;
    }

    static JsonObject of(Dedup.Report report) {
        JsonObject json = new JsonObject();
        json.addProperty("bytes", report.bytes());
        json.add("kept", JsonTexts.of(report.kept()));
        return json;
    }

    static JsonObject of(Rebase.Report report) {
        JsonObject json = new JsonObject();
        json.add("sets", JsonTexts.of(report.sets()));
        json.add("removed", JsonTexts.of(report.removed()));
        return json;
    }
}
