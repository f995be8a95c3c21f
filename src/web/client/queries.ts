import {
  MutationCache,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Operation } from '#contract/operation.ts';
import { call, type InputOf, type OutputOf } from './call.ts';
import { CallFault } from './call-fault.ts';

/** @param onSignedOut called when the server no longer knows who asks */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof CallFault && error.code === 'not_signed_in') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // The server's refusals are final; only a missing network or a busy server is worth another try.
        retry: (times, error) =>
          times < 2 && error instanceof CallFault && (error.status === 0 || error.status === 503),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Reads with an operation of the contract; kept, refreshed and shared by TanStack Query. */
export function useRead<O extends Operation>(
  operation: O,
  input: InputOf<O>,
  options: { enabled?: boolean; refetchInterval?: number } = {},
): UseQueryResult<OutputOf<O>, Error> {
  return useQuery({
    queryKey: [operation.name, input],
    queryFn: ({ signal }) => call(operation, input, signal),
    ...options,
  });
}

/** The same of several things at once. */
export function useReads<O extends Operation>(
  operation: O,
  inputs: readonly InputOf<O>[],
): UseQueryResult<OutputOf<O>, Error>[] {
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: [operation.name, input],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(operation, input, signal),
    })),
  });
}

/**
 * Changes something by one call. Whatever is on the screen is read again afterwards, because one change shows in many
 * places (a routine in the class, in today, in the week), and only what is being looked at is asked for.
 */
export function useChange<O extends Operation>(
  operation: O,
  onDone?: (output: OutputOf<O>, input: InputOf<O>) => void,
) {
  return useChanges((input: InputOf<O>) => call(operation, input), onDone);
}

/** Changes something by several calls, one after the other; afterwards as `useChange`. */
export function useChanges<Input, Output>(
  work: (input: Input) => Promise<Output>,
  onDone?: (output: Output, input: Input) => void,
) {
  const client = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: work,
    // Also after a fault: of several calls the first may have been taken.
    onSettled: () => client.invalidateQueries(),
    onSuccess: (output, input) => onDone?.(output, input),
  });
}
