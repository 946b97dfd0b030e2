// How long and how often: the real run, or with BENCH_SHORT=1 a quick look whether everything works, whose figures say nothing.
export const SHORT = process.env['BENCH_SHORT'] === '1'
export const rounds = (count: number): number => (SHORT ? 1 : count)
export const seconds = (count: number): number => (SHORT ? Math.min(count, 2) : count)
export const count = (full: number, short: number): number => (SHORT ? short : full)
/** `--kills=200`, `--trace=FILE`, `--seed=7`, `--frames=100000` */
export const option = (name: string): string | undefined => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)
export const SEED = Number(option('seed') ?? 20_261_129)
