package backend;

import module java.base;

/// The five stages between the source and the sink of a stream, and the work in each. All but the
/// asynchronous one are called by one thread at a time, which may change from item to item.
///
/// The source has the numbers from 0 on, in order. Each passes {@link #source}, {@link #map} and
/// {@link #filter}. The asynchronous stage runs `request`, for several items at once, each after
/// `delay`. Its results leave in any order, in batches, whose items go to {@link #sink}.
///
/// @param items that the source has
/// @param source the first stage: is given each item when it leaves the source
/// @param map the second stage
/// @param filter the third stage: whether the item goes on
/// @param parallelism how many items may be in the asynchronous stage at once
/// @param delay how long an item waits in that stage, on the library's timer
/// @param request what is computed in that stage, in a task of its own or one of `parallelism`
/// @param batch items that are gathered for the sink; the last batch may be smaller
/// @param sink is given each item of a batch
public record Stages(
    int items,
    IntUnaryOperator source,
    IntUnaryOperator map,
    IntPredicate filter,
    int parallelism,
    Duration delay,
    IntUnaryOperator request,
    int batch,
    IntConsumer sink) {}
