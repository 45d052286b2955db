package io.sluice.cli;

import com.google.gson.JsonArray;
import java.util.List;

/** A list of texts, for programs. */
final class JsonTexts {
    private JsonTexts() {}

    static JsonArray of(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
