package io.sluice.benchmark.store;

import io.sluice.sink.object.StoreServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A program that uploads random bytes with the SDK and the client that Sluice has, and does nothing else. */
public final class PlainUpload {
    /** How much is uploaded at once: what Sluice does by default. */
    static final int PART = 8 << 20;
    /** How many uploads run at the same time, by default too. */
    static final int UPLOADS = 2;

    private static final String KEY = "plain";

    private final S3Client client;
    private final byte[] bytes = new byte[PART];

    private PlainUpload(S3Client client) {
        this.client = client;
        new Random().nextBytes(bytes);
    }

    /**
     * Uploads one object, and prints how many nanoseconds that took. The client has made a request before.
     *
     * @param arguments the store's address; how many parts
     */
    public static void main(String[] arguments) throws Exception {
        try (S3Client client = client(URI.create(arguments[0]))) {
            client.headBucket(head -> head.bucket(StoreServer.BUCKET));
            PlainUpload upload = new PlainUpload(client);
            long begun = System.nanoTime();
            upload.parts(Integer.parseInt(arguments[1]));
            System.out.println(System.nanoTime() - begun);
        }
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(StoreServer.IDENTITY, StoreServer.SECRET)))
                .build();
    }

    private void parts(int count) throws Exception {
        String id = client.createMultipartUpload(
                        create -> create.bucket(StoreServer.BUCKET).key(KEY))
                .uploadId();
        ExecutorService threads = Executors.newFixedThreadPool(UPLOADS);
        try {
            List<Future<CompletedPart>> running = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                int part = number;
                running.add(threads.submit(() -> part(id, part)));
            }
            List<CompletedPart> done = new ArrayList<>();
            for (Future<CompletedPart> part : running) {
                done.add(part.get());
            }
            client.completeMultipartUpload(complete ->
                    complete.bucket(StoreServer.BUCKET).key(KEY).uploadId(id).multipartUpload(all -> all.parts(done)));
        } finally {
            threads.shutdownNow();
        }
    }

    private CompletedPart part(String id, int number) {
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes), PART, "application/octet-stream");
        String etag = client.uploadPart(
                        part -> part.bucket(StoreServer.BUCKET)
                                .key(KEY)
                                .uploadId(id)
                                .partNumber(number),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }
}
