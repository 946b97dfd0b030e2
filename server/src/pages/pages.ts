// (being written by its owner)
import express, { type Router } from 'express'

export const publicPages = (_: unknown): Router => express.Router()
