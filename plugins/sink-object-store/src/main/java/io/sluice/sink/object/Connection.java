package io.sluice.sink.object;

import java.net.URI;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the SDK's client, at its first use: loading it takes as long as starting Sluice does. Usable from any thread. */
final class Connection implements AutoCloseable {
    /** What stores that have no regions are told. */
    private static final String ANY_REGION = "us-east-1";

    private final StoreSettings settings;
    private S3Client client;

    Connection(StoreSettings settings) {
        this.settings = settings;
    }

    synchronized S3Client client() {
        if (client == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Connection.class.getClassLoader());
            try {
                client = build();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return client;
    }

    private S3Client build() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(Apache5HttpClient.builder()
                        .connectionTimeout(settings.timeout())
                        .socketTimeout(settings.timeout())
                        .build())
                .forcePathStyle(settings.pathStyle())
                .overrideConfiguration(overrides());
        if (!settings.endpoint().isEmpty()) {
            // Many stores do not know the checksums that the SDK adds by itself; the manifest has one of every block.
            builder.endpointOverride(URI.create(settings.endpoint()))
                    .region(Region.of(knownRegion()))
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        } else if (!settings.region().isEmpty()) {
            builder.region(Region.of(settings.region()));
        }
        return builder.build();
    }

    private ClientOverrideConfiguration overrides() {
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(settings.attempts())
                        .build());
        if (!settings.profile().isEmpty()) {
            overrides.defaultProfileName(settings.profile());
        }
        return overrides.build();
    }

    /** Without asking the network, as the SDK's own chain does at last. */
    private String knownRegion() {
        if (!settings.region().isEmpty()) {
            return settings.region();
        }
        String named = System.getenv("AWS_REGION");
        if (named != null && !named.isBlank()) {
            return named;
        }
        String profile = settings.profile().isEmpty()
                ? System.getenv().getOrDefault("AWS_PROFILE", "default")
                : settings.profile();
        return ProfileFile.defaultProfileFile()
                .profile(profile)
                .flatMap(found -> found.property(ProfileProperty.REGION))
                .orElse(ANY_REGION);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
