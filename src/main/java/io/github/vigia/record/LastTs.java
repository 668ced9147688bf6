package io.github.vigia.record;

import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The last moment that averages cover: {@code last_ts.json} in the cache folder.
 *
 * @param lastTime seconds since 1970
 * @param lastTimeIso the same for people; null where a file that others wrote has none
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record LastTs(double lastTime, @Nullable String lastTimeIso) {

  public static LastTs of(Instant at, ZoneId zone) {
    return new LastTs(at.toEpochMilli() / 1000.0, Stamp.iso(OffsetDateTime.ofInstant(at, zone)));
  }

  /** The file of that name in {@code cache}. */
  public static StateFile file(Path cache) {
    return new StateFile(cache.resolve("last_ts.json"));
  }

  /**
   * What the file says, or null where there is none.
   *
   * @throws IOException if it can't be read or is not such a file
   */
  public static @Nullable LastTs read(Path cache) throws IOException {
    byte[] content = file(cache).read();
    if (content == null) {
      return null;
    }
    try {
      return parsed(new String(content, StandardCharsets.UTF_8).strip());
    } catch (MalformedRecordException | RuntimeException e) {
      throw new IOException(cache.resolve("last_ts.json") + ": " + e.getMessage(), e);
    }
  }

  private static LastTs parsed(String text) throws MalformedRecordException {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    Shape.check(json, json.length);
    // A parser that failed still knows the names of this record, so that nobody may get it next.
    Jsonb jsonb = Jsonb.builder().bufferRecycling(BufferRecycleStrategy.NO_RECYCLING).build();
    LastTs read = jsonb.type(LastTs.class).fromJson(json);
    if (read.lastTime() > 0) {
      return read;
    }
    throw new MalformedRecordException("expected last_time");
  }

  public void write(Path cache) throws IOException {
    String json = Jsonb.builder().build().type(LastTs.class).toJson(this);
    file(cache).write((json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
