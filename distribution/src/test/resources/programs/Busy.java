import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** A JVM with threads that make garbage and answer over HTTP. */
public final class Busy {
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(Busy::churn);
            thread.setDaemon(true);
            thread.start();
        }
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            byte[] answer = "alive\n".getBytes("US-ASCII");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private static void churn() {
        List<byte[]> kept = new ArrayList<>();
        for (long i = 0; ; i++) {
            kept.add(new byte[4096]);
            if (kept.size() > 500) {
                kept.subList(0, 250).clear();
            }
            if (i % 100 == 0) {
                try {
                    Thread.sleep(1);
                } catch (InterruptedException end) {
                    return;
                }
            }
        }
    }
}
