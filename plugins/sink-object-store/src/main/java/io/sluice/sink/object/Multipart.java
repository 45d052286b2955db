package io.sluice.sink.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One multipart upload: its object is not there before {@link #complete}, and never once it was aborted. Any thread. */
final class Multipart {
    /** The most parts that an object has. */
    static final int MOST_PARTS = 10_000;

    private final Store store;
    private final String bucket;
    private final String key;
    private final String id;
    private final SortedMap<Integer, String> parts = new TreeMap<>();

    private Multipart(Store store, String bucket, String key, String id) {
        this.store = store;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    static Multipart begin(Store store, String bucket, String key) throws IOException {
        String id = store.call("begin " + key + " in " + bucket, client -> client.createMultipartUpload(
                        create -> create.bucket(bucket).key(key))
                .uploadId());
        return new Multipart(store, bucket, key, id);
    }

    /** Uploads a part. */
    void upload(int number, ByteBuffer bytes) throws IOException {
        RequestBody body = BufferContent.body(bytes);
        String etag = store.call("write " + key + " in " + bucket, client -> client.uploadPart(
                        part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number), body)
                .eTag());
        synchronized (parts) {
            parts.put(number, etag);
        }
    }

    /** Makes the object appear; refused when there is one already. */
    void complete() throws IOException {
        CompletedPart[] all;
        synchronized (parts) {
            all = parts.entrySet().stream().map(Multipart::completed).toArray(CompletedPart[]::new);
        }
        store.call(
                "finish " + key + " in " + bucket,
                client -> client.completeMultipartUpload(complete -> complete.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(done -> done.parts(all))));
    }

    /** Whatever becomes of requests that are under way, the object does not appear any more, if it has not yet. */
    void abort() throws IOException {
        abort(store, bucket, key, id);
    }

    /** Aborts all uploads to some of the keys that begin with this; answers how many. */
    static int abortAll(Store store, String bucket, String prefix, Predicate<String> keys) throws IOException {
        Map<String, String> found = store.call("list uploads to " + prefix + " in " + bucket, client -> {
            Map<String, String> uploads = new TreeMap<>();
            client.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix)).uploads().stream()
                    .filter(upload -> keys.test(upload.key()))
                    .forEach(upload -> uploads.put(upload.uploadId(), upload.key()));
            return uploads;
        });
        for (Map.Entry<String, String> upload : found.entrySet()) {
            abort(store, bucket, upload.getValue(), upload.getKey());
        }
        return found.size();
    }

    private static void abort(Store store, String bucket, String key, String id) throws IOException {
        store.call("abort the upload of " + key + " in " + bucket, client -> {
            try {
                return client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(key).uploadId(id));
            } catch (SdkException failed) {
                if (Failure.isMissing(failed)) {
                    return id;
                }
                throw failed;
            }
        });
    }

    private static CompletedPart completed(Map.Entry<Integer, String> part) {
        return CompletedPart.builder()
                .partNumber(part.getKey())
                .eTag(part.getValue())
                .build();
    }
}
