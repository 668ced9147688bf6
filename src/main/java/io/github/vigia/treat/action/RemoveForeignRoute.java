package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpRoute;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes out a route that nobody had when the network worked and that hides an anchor. */
final class RemoveForeignRoute implements Deed {

  private final LinkBounce.Look look;
  private final ReapplyNetworkConfig.Options options;
  private final Path folder;

  RemoveForeignRoute(LinkBounce.Look look, ReapplyNetworkConfig.Options options, Path folder) {
    this.look = look;
    this.options = options;
    this.folder = folder;
  }

  @Override
  public Preview preview() throws IOException {
    List<String> items = foreign(look.now()).stream().map(IpRoute::text).toList();
    return items.isEmpty()
        ? Preview.nothing("no foreign route is in the way of what does not answer")
        : new Preview(
            true, "would remove the route " + items.getFirst(), 1, List.of(items.getFirst()));
  }

  private List<IpRoute> foreign(NetworkContext context) {
    List<IpRoute> found = new ArrayList<>();
    NetworkState last = context.last();
    for (InetAddress host : Anchors.silent(context.hosts(), context.answering())) {
      IpRoute shadow = last == null ? null : NetworkDiff.shadow(last, context.current(), host);
      if (shadow != null
          && (shadow.device().isEmpty() || options.isOurs(shadow.device()))
          && !found.contains(shadow)) {
        found.add(shadow);
      }
    }
    return found;
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    NetworkContext context = look.now();
    NetworkState last = context.last();
    List<IpRoute> found =
        foreign(context).stream().filter(r -> preview.items().contains(r.text())).toList();
    if (found.isEmpty() || last == null) {
      return Effect.none("the foreign route is gone");
    }
    IpRoute foreign = found.getFirst();
    IpBatch doing = new IpBatch();
    IpBatch undoing = new IpBatch();
    doing.remove(foreign);
    // Where it took the place of a route that worked, that one comes back.
    for (IpRoute route : last.routes()) {
      if (route.slot().equals(foreign.slot()) && !context.current().routes().contains(route)) {
        doing.add(route);
        undoing.remove(route);
      }
    }
    undoing.add(foreign);
    GuardedChange.End end =
        context
            .change()
            .apply(
                doing.commands(folder, run.attempt() + "-remove"),
                undoing.commands(folder, run.attempt() + "-undo"),
                false,
                run);
    return switch (end) {
      case BETTER ->
          new Effect(1, "routes", "removed the route " + foreign.text(), preview.items());
      case SAME -> Effect.none("the route made no difference and was put back");
      case TAKEN_BACK -> context.takenBack();
    };
  }

  @Override
  public void rollback(Effect effect, Run run) throws IOException {
    IpBatch undoing = new IpBatch();
    for (String line : effect.details()) {
      IpRoute.parse(line, line.contains(":")).forEach(undoing::add);
    }
    List<List<String>> commands = undoing.commands(folder, run.attempt() + "-rollback");
    for (List<String> argv : commands) {
      run.command(argv, NetworkContext.PATIENCE);
    }
    IpBatch.forget(commands);
  }
}
