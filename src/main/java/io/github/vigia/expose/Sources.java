package io.github.vigia.expose;

import io.github.vigia.config.Rule;
import io.github.vigia.model.Cycle;
import io.github.vigia.model.Series;
import io.github.vigia.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the server has what it tells from; asked on each request, on any thread.
 *
 * @param cycle the last one, null before the first
 * @param rules the thresholds in force
 * @param interval from one cycle to the next: three of them without news, and 30 s at least, are
 *     too old to be told as the present
 * @param series what else there is to tell, all of a family together
 * @param version of Vigia
 */
public record Sources(
    Supplier<@Nullable Cycle> cycle,
    Supplier<Map<Signal, Rule>> rules,
    Supplier<Duration> interval,
    Supplier<List<Series>> series,
    String version) {}
