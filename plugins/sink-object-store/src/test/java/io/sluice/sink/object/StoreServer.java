package io.sluice.sink.object;

import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A store that speaks S3, in this process, with one bucket. Requests must be signed. */
public final class StoreServer implements AutoCloseable {
    /** Its bucket. */
    public static final String BUCKET = "dumps";
    /** What goes before names. */
    public static final String PREFIX = "some/prefix";
    /** Who may use it. */
    public static final String IDENTITY = "tester";
    /** His secret. */
    public static final String SECRET = "not-a-secret";

    private final BlobStore blobs;
    private final S3Proxy server;
    private final S3Client client;

    private StoreServer(BlobStore blobs) throws Exception {
        this.blobs = blobs;
        this.server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, IDENTITY, SECRET)
                .stopTimeout(0)
                .build();
        server.start();
        this.client = S3Client.builder()
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, SECRET)))
                .build();
        client.createBucket(create -> create.bucket(BUCKET));
    }

    /** One that keeps all in memory. */
    public static StoreServer inMemory() throws Exception {
        return new StoreServer(BlobStores.create("transient", new Properties()));
    }

    /** One that keeps all in a folder. */
    public static StoreServer in(Path folder) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        return new StoreServer(BlobStores.create("filesystem", properties));
    }

    /** Where it is reached. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A client that nothing disturbs. */
    public S3Client client() {
        return client;
    }

    /** The keys of all objects, ascending, and of all uploads that are not finished. */
    public List<String> contents() {
        return Stream.concat(
                        client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                                .map(S3Object::key),
                        client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                                .map(MultipartUpload::key)
                                .map(key -> key + " (upload)"))
                .toList();
    }

    /** A sink to it, as the factory makes it. */
    public ImageSink sink() {
        return new ObjectStoreSink(settings(endpoint()));
    }

    /** Settings of a sink at an address, which may be a proxy's. */
    static StoreSettings settings(URI endpoint) {
        System.setProperty("aws.accessKeyId", IDENTITY);
        System.setProperty("aws.secretAccessKey", SECRET);
        return new StoreSettings(
                endpoint.toString(),
                BUCKET,
                PREFIX,
                "",
                "",
                true,
                5 << 20,
                2,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IOException("the store does not stop", failed);
        }
        blobs.close();
    }
}
