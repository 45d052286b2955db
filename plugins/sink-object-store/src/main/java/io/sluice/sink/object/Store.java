package io.sluice.sink.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a store; failures in our words. Usable from any thread. */
final class Store implements AutoCloseable {
    /** Of what we read whole; a marker has a line an image. */
    private static final int MOST_TEXT = 16 << 20;

    private final Connection connection;

    Store(StoreSettings settings) {
        this.connection = new Connection(settings);
    }

    /**
     * A short object.
     *
     * @param etag tells this content from any other under the key
     * @param age how long it has been there, by the clock of the store
     */
    record Text(String content, String etag, Duration age) {}

    Optional<Text> text(String bucket, String key) throws IOException {
        return call("read " + key + " in " + bucket, client -> {
            try {
                return Optional.of(text(client.getObject(
                        get -> get.bucket(bucket).key(key).range("bytes=0-" + (MOST_TEXT - 1)),
                        ResponseTransformer.toBytes())));
            } catch (SdkException failed) {
                if (Failure.isMissing(failed)) {
                    return Optional.empty();
                }
                throw failed;
            }
        });
    }

    /**
     * Writes a short object where there is none.
     *
     * @return false when there is one; it may be of an attempt of this call whose answer was lost
     */
    boolean create(String bucket, String key, String content) throws IOException {
        return write(put -> put.bucket(bucket).key(key).ifNoneMatch("*"), content);
    }

    /**
     * Writes a short object in place of the one that was seen.
     *
     * @return false when it is not there any more; in its place may be that of an attempt of this call whose answer was lost
     */
    boolean replace(String bucket, String key, String content, String seen) throws IOException {
        return write(put -> put.bucket(bucket).key(key).ifMatch(seen), content);
    }

    private boolean write(Consumer<PutObjectRequest.Builder> request, String content) throws IOException {
        PutObjectRequest put = PutObjectRequest.builder().applyMutation(request).build();
        return call("write " + put.key() + " in " + put.bucket(), client -> {
            try {
                client.putObject(put, RequestBody.fromString(content, UTF_8));
                return true;
            } catch (SdkException failed) {
                if (Failure.isRefused(failed) || (put.ifMatch() != null && Failure.isMissing(failed))) {
                    return false;
                }
                throw failed;
            }
        });
    }

    /** Writes an object that nobody else writes. */
    void write(String bucket, String key, ByteBuffer bytes) throws IOException {
        RequestBody body = BufferContent.body(bytes);
        call(
                "write " + key + " in " + bucket,
                client -> client.putObject(put -> put.bucket(bucket).key(key), body));
    }

    /** Reads bytes {@code from} up to {@code to}, without that one, into the buffer. */
    void read(String bucket, String key, long from, long to, ByteBuffer into) throws IOException {
        ByteBuffer target = into.slice(into.position(), (int) (to - from));
        call(
                "read " + key + " in " + bucket,
                client -> client.getObject(
                        get -> get.bucket(bucket).key(key).range("bytes=" + from + "-" + (to - 1)),
                        BufferContent.filling(target)));
        into.position(into.position() + target.capacity());
    }

    /** The keys that begin with this. */
    List<String> keys(String bucket, String prefix) throws IOException {
        return call(
                "list " + prefix + " in " + bucket,
                client -> client
                        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList());
    }

    /** The folders in a folder, each with a slash at its end. */
    List<String> folders(String bucket, String folder) throws IOException {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return call(
                "list " + prefix + " in " + bucket, client -> client
                        .listObjectsV2Paginator(
                                list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
                        .commonPrefixes()
                        .stream()
                        .map(CommonPrefix::prefix)
                        .toList());
    }

    /** Removes an object; one that is not there is no error. */
    void delete(String bucket, String key) throws IOException {
        call(
                "delete " + key + " in " + bucket,
                client -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    <T> T call(String doing, Function<S3Client, T> request) throws IOException {
        try {
            return request.apply(connection.client());
        } catch (SdkException failed) {
            throw Failure.of(doing, failed);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private static Text text(ResponseBytes<GetObjectResponse> found) {
        GetObjectResponse response = found.response();
        Instant now = response.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .flatMap(Store::instant)
                .orElseGet(Instant::now);
        Instant written = response.lastModified() == null ? now : response.lastModified();
        return new Text(found.asUtf8String(), response.eTag(), Duration.between(written, now));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException strange) {
            return Optional.empty();
        }
    }
}
