package io.sluice.sink.object;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What dead writers left. Removed only by who has the lease of the set. */
final class Remains {
    private Remains() {}

    /**
     * Removes what does not belong to the committed set. The order is that of the package's description: of what is listed first
     * nothing can be committed once the markers' uploads are aborted, unless it was by then.
     *
     * @return in words, what was removed
     */
    static List<String> remove(Store store, SetKeys keys) throws IOException {
        List<String> listed = store.keys(keys.bucket(), keys.anyImages());
        int uploads = Multipart.abortAll(store, keys.bucket(), keys.marker(), keys.marker()::equals)
                + Multipart.abortAll(store, keys.bucket(), keys.anyImages(), key -> keys.writer(key)
                        .isPresent());
        Optional<String> living =
                ObjectStoreSink.marker(store, keys).map(found -> found.marker().writer());
        int images = 0;
        for (String key : listed) {
            Optional<String> writer = keys.writer(key);
            if (writer.isPresent() && !writer.equals(living)) {
                store.delete(keys.bucket(), key);
                images++;
            }
        }
        List<String> words = new ArrayList<>();
        if (uploads > 0) {
            words.add("unfinished uploads to " + keys.location() + ": " + uploads);
        }
        if (images > 0) {
            words.add("images in " + keys.location() + ", of a set that was never committed or was deleted: " + images);
        }
        return words;
    }
}
